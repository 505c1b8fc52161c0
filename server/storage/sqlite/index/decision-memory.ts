import type { TraitColumns } from './trait-columns.ts';
import type { TupleDictionary } from './tuple-dictionary.ts';

/** A report asks for the same ones three times, and the next one often again. Each may hold some bytes for each trait set. */
const MOST_KEPT = 8;

/** What is decided of all settings and trait sets, until there is one more. They never change. */
export class DecisionMemory<Decided> {
  readonly #kept = new Map<string, Decided>();
  #settings = 0;
  #traits = 0;

  of(known: { settings: TupleDictionary; traits: TraitColumns }, question: string, decide: () => Decided): Decided {
    if (known.settings.size !== this.#settings || known.traits.last !== this.#traits) {
      this.#kept.clear();
      this.#settings = known.settings.size;
      this.#traits = known.traits.last;
    }
    const kept = this.#kept.get(question);
    if (kept !== undefined) return kept;
    const decided = decide();
    const [oldest] = this.#kept.keys();
    if (this.#kept.size === MOST_KEPT) this.#kept.delete(oldest!);
    this.#kept.set(question, decided);
    return decided;
  }
}
