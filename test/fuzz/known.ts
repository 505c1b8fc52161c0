import type { Schema } from '../openapi-document.ts';

/** Enough that every kind is among them, few enough that the newest are found again soon. */
const KEPT = 64;

/** What answers have told so far, by the pattern that it fits: ids that exist and tokens that are right. */
export class Known {
  readonly #byPattern = new Map<string, { expression: RegExp; texts: string[] }>();
  readonly #displays: { display_id: string; write_token: string }[] = [];

  /** Learns every text of an answer. */
  learn(answer: unknown): void {
    if (typeof answer === 'string') this.#keep(answer);
    else if (typeof answer === 'object' && answer !== null) Object.values(answer).forEach((inner) => this.learn(inner));
  }

  learnDisplay(display_id: string, write_token: string): void {
    keepLast(this.#displays, { display_id, write_token });
  }

  /** A display whose token is right, if there is one yet. */
  display(place: number): { display_id: string; write_token: string } | undefined {
    return this.#displays[place % this.#displays.length];
  }

  /** Known texts that fit the schema. */
  texts({ pattern }: Schema): string[] {
    if (pattern === undefined) return [];
    const found = this.#byPattern.get(pattern);
    if (found) return found.texts;
    const kept = {
      expression: new RegExp(pattern, 'u'),
      texts: this.#all.filter((text) => new RegExp(pattern, 'u').test(text)).slice(-KEPT),
    };
    this.#byPattern.set(pattern, kept);
    return kept.texts;
  }

  readonly #all: string[] = [];

  #keep(text: string): void {
    if (text.length > 200) return;
    keepLast(this.#all, text, 4_096);
    for (const { expression, texts } of this.#byPattern.values()) {
      if (expression.test(text) && !texts.includes(text)) keepLast(texts, text);
    }
  }
}

function keepLast<T>(list: T[], item: T, kept = KEPT): void {
  list.push(item);
  if (list.length > kept) list.shift();
}
