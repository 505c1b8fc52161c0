/** Terms as small whole numbers, as long as a comment that is kept uses them: what was erased leaves no word behind. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** By number: how many comments use it. */
  readonly #uses: number[] = [];
  readonly #free: number[] = [];

  /** Every number is below this. */
  get end(): number {
    return this.#texts.length;
  }

  textOf(number: number): string {
    return this.#texts[number]!;
  }

  /** The number of a term, for one use more. */
  take(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) {
      number = this.#free.pop() ?? this.#texts.length;
      this.#numbers.set(term, number);
      this.#texts[number] = term;
      this.#uses[number] = 0;
    }
    this.#uses[number]! += 1;
    return number;
  }

  release(number: number): void {
    this.#uses[number]! -= 1;
    if (this.#uses[number] !== 0) return;
    this.#numbers.delete(this.#texts[number]!);
    this.#texts[number] = '';
    this.#free.push(number);
  }
}
