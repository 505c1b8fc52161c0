import type { TraitColumns } from './trait-columns.ts';
import type { TupleDictionary } from './tuple-dictionary.ts';

/** A report asks for the same contexts three times, and the next one often again. Each may hold some bytes for each person. */
const MOST_KEPT = 8;

/** What is decided of all contexts, until there is one more, or a trait is learnt. Contexts never change. */
export class ContextMemory<Decided> {
  readonly #kept = new Map<string, Decided>();
  #contexts = 0;
  #traits = 0;

  of(known: { contexts: TupleDictionary; traits: TraitColumns }, question: string, decide: () => Decided): Decided {
    if (known.contexts.size !== this.#contexts || known.traits.last !== this.#traits) {
      this.#kept.clear();
      this.#contexts = known.contexts.size;
      this.#traits = known.traits.last;
    }
    if (this.#kept.has(question)) return this.#kept.get(question)!;
    const decided = decide();
    const [oldest] = this.#kept.keys();
    if (this.#kept.size === MOST_KEPT) this.#kept.delete(oldest!);
    this.#kept.set(question, decided);
    return decided;
  }
}
