import type { Traits } from '../../../shared/contract/common.ts';
import type { ImportedResponse } from '../../storage/storage.ts';
import type { ReadLine } from './read-lines.ts';

/**
 * Lines on their way from the thread that read them. Numbers and keys change hands without a copy; a text that rows share is told once, and
 * is one string from then on: to look its number up is then nearly free.
 */
export interface PackedLines {
  /** Of each answer, in the order of `PLACE`. */
  numbers: Float64Array<ArrayBuffer>;
  /** Of each answer, its id and then the bytes that tell it from another. */
  keys: Uint8Array<ArrayBuffer>;
  comments: (string | null)[];
  /** Names and paths that were not told before, and sets of traits. */
  texts: string[];
  sets: Traits[];
  /** Those that were told before are not named any more. */
  isAnew: boolean;
  refused: { line: number; message: string }[];
}

/** Answers, the line of each, and the lines that are none. */
export interface UnpackedLines {
  answers: ImportedResponse[];
  lines: number[];
  refused: { line: number; message: string }[];
}

const PLACE = {
  line: 0,
  survey: 1,
  survey_version: 2,
  score: 3,
  contact_ok: 4,
  responded_at: 5,
  day: 6,
  // Numbers of texts, and of a set; 0 for none.
  respondent: 7,
  account: 8,
  locale: 9,
  touchpoint: 10,
  url_path: 11,
  traits: 12,
} as const;
const WIDTH = Object.keys(PLACE).length;
const ID_BYTES = 16;
const KEY_BYTES = 24;
const CONTACT = [null, false, true];
/** Some megabytes of texts. */
const MOST_TOLD = 50_000;

export class LinePacker {
  readonly #texts = new Told<string>();
  readonly #sets = new Told<Traits>();

  pack(lines: ReadLine[]): PackedLines {
    const isAnew = this.#texts.size > MOST_TOLD || this.#sets.size > MOST_TOLD;
    if (isAnew) {
      this.#texts.clear();
      this.#sets.clear();
    }
    const numbers = new Float64Array(lines.length * WIDTH);
    const keys = new Uint8Array(lines.length * KEY_BYTES);
    const comments: (string | null)[] = [];
    const refused: { line: number; message: string }[] = [];
    for (const line of lines) {
      if ('message' in line) {
        refused.push(line);
        continue;
      }
      const { answer } = line;
      const at = comments.length * WIDTH;
      numbers[at + PLACE.line] = line.line;
      numbers[at + PLACE.survey] = answer.survey;
      numbers[at + PLACE.survey_version] = answer.survey_version;
      numbers[at + PLACE.score] = answer.score;
      numbers[at + PLACE.contact_ok] = CONTACT.indexOf(answer.contact_ok);
      numbers[at + PLACE.responded_at] = answer.responded_at;
      numbers[at + PLACE.day] = answer.day;
      numbers[at + PLACE.respondent] = this.#texts.numberOf(answer.respondent);
      numbers[at + PLACE.account] = this.#texts.numberOf(answer.account);
      numbers[at + PLACE.locale] = this.#texts.numberOf(answer.locale);
      numbers[at + PLACE.touchpoint] = this.#texts.numberOf(answer.touchpoint);
      numbers[at + PLACE.url_path] = this.#texts.numberOf(answer.url_path);
      numbers[at + PLACE.traits] = this.#sets.numberOf(answer.traits);
      keys.set(answer.response_id, comments.length * KEY_BYTES);
      keys.set(answer.original, comments.length * KEY_BYTES + ID_BYTES);
      comments.push(answer.comment);
    }
    return { numbers, keys, comments, texts: this.#texts.news(), sets: this.#sets.news(), isAnew, refused };
  }
}

/** What was told to the other side, numbered from 1. */
class Told<Value> {
  readonly #numbers = new Map<Value, number>();
  #news: Value[] = [];

  get size(): number {
    return this.#numbers.size;
  }

  clear(): void {
    this.#numbers.clear();
  }

  numberOf(value: Value | null): number {
    if (value === null) return 0;
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(value, number);
      this.#news.push(value);
    }
    return number;
  }

  news(): Value[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }
}

export class LineUnpacker {
  #texts: (string | null)[] = [null];
  #sets: Traits[] = [{}];

  unpack({ numbers, keys, comments, texts, sets, isAnew, refused }: PackedLines): UnpackedLines {
    if (isAnew) {
      this.#texts = [null];
      this.#sets = [{}];
    }
    for (const text of texts) this.#texts.push(text);
    for (const set of sets) this.#sets.push(set);
    const answers: ImportedResponse[] = [];
    const lines: number[] = [];
    for (let i = 0; i < comments.length; i++) {
      const at = i * WIDTH;
      const key = i * KEY_BYTES;
      lines.push(numbers[at + PLACE.line]!);
      answers.push({
        response_id: keys.subarray(key, key + ID_BYTES),
        original: keys.subarray(key + ID_BYTES, key + KEY_BYTES),
        survey: numbers[at + PLACE.survey]!,
        survey_version: numbers[at + PLACE.survey_version]!,
        score: numbers[at + PLACE.score]!,
        comment: comments[i]!,
        contact_ok: CONTACT[numbers[at + PLACE.contact_ok]!]!,
        respondent: this.#texts[numbers[at + PLACE.respondent]!]!,
        account: this.#texts[numbers[at + PLACE.account]!]!,
        traits: this.#sets[numbers[at + PLACE.traits]!]!,
        locale: this.#texts[numbers[at + PLACE.locale]!]!,
        touchpoint: this.#texts[numbers[at + PLACE.touchpoint]!]!,
        url_path: this.#texts[numbers[at + PLACE.url_path]!]!,
        responded_at: numbers[at + PLACE.responded_at]!,
        day: numbers[at + PLACE.day]!,
      });
    }
    return { answers, lines, refused };
  }
}
