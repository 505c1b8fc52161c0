/** When each day last changed, in a count of changes. */
export class DayStamps {
  #now = 0;
  #first = 0;
  #stamps = new Float64Array(0);

  get now(): number {
    return this.#now;
  }

  note(day: number): void {
    if (day < this.#first || day >= this.#first + this.#stamps.length) this.#reach(day);
    this.#now += 1;
    this.#stamps[day - this.#first] = this.#now;
  }

  /** Whether a day of the range changed after `stamp`. */
  hasChanged(start: number, end: number, stamp: number): boolean {
    const last = Math.min(end - this.#first, this.#stamps.length);
    for (let place = Math.max(0, start - this.#first); place < last; place++) {
      if (this.#stamps[place]! > stamp) return true;
    }
    return false;
  }

  #reach(day: number): void {
    const isEmpty = this.#stamps.length === 0;
    const first = isEmpty ? day : Math.min(this.#first, day);
    const end = Math.max(isEmpty ? day : this.#first + this.#stamps.length, day + 1);
    const stamps = new Float64Array(end - first + 64);
    stamps.set(this.#stamps, isEmpty ? 0 : this.#first - first);
    this.#first = first;
    this.#stamps = stamps;
  }
}
