import { DAY_MS } from '../../../../shared/calendar/day.ts';
import type { DayRange, NamedAnswers } from '../../storage.ts';
import { MARKS, momentOfWord, scoreOfWord } from './answer-word.ts';
import type { Chunk } from './chunk.ts';
import { SEVERAL } from './known-people.ts';
import { lowerBound } from './lower-bound.ts';
import { matchingRows, type Rows } from './people/matching-rows.ts';
import { ACCOUNT, NOTE, RESPONDENT, WORD } from './row-columns.ts';
import type { Selection } from './selection.ts';

const FIRST_ROOM = 1024;

/** Answers with a comment or a tag, as they were met. */
export class NotedRows {
  length = 0;
  #room = FIRST_ROOM;
  moments = new Float64Array(FIRST_ROOM);
  words = new Uint32Array(FIRST_ROOM);
  notes = new Uint32Array(FIRST_ROOM);
  respondents = new Uint32Array(FIRST_ROOM);
  accounts = new Uint32Array(FIRST_ROOM);

  /** Adds the rows of some days that match. */
  gather(selection: Selection, of: 'comments' | 'tags', { start, end }: DayRange): void {
    for (const { columns } of selection.surveys) {
      columns[of].eachRun([start, end], (_, segment, first, last, chunk) => {
        this.#add(chunk, matchingRows(selection, chunk, first, last));
      });
    }
  }

  #add({ columns, days, starts }: Chunk, { places, from, to }: Rows): void {
    if (from === to) return;
    while (this.length + to - from > this.#room) this.#grow();
    const { moments, words, notes, respondents, accounts } = this;
    const [ofAccount, ofRespondent] = [columns[ACCOUNT]!, columns[RESPONDENT]!];
    const [ofNote, ofWord] = [columns[NOTE]!, columns[WORD]!];
    let place = this.length;
    let i = from;
    for (let day = lowerBound(starts, places[from]! + 1) - 1; i < to; day++) {
      const after = starts[day + 1] ?? Infinity;
      for (; i < to && places[i]! < after; i++, place++) {
        const row = places[i]!;
        const word = ofWord[row]!;
        moments[place] = momentOfWord(days[day]!, word);
        words[place] = word;
        notes[place] = ofNote[row]!;
        respondents[place] = ofRespondent[row]!;
        accounts[place] = ofAccount[row]!;
      }
    }
    this.length = place;
  }

  #grow(): void {
    this.#room *= 2;
    const moments = new Float64Array(this.#room);
    moments.set(this.moments);
    this.moments = moments;
    const longer = (column: Uint32Array) => {
      const copy = new Uint32Array(this.#room);
      copy.set(column);
      return copy;
    };
    this.words = longer(this.words);
    this.notes = longer(this.notes);
    this.respondents = longer(this.respondents);
    this.accounts = longer(this.accounts);
  }
}

/** The columns of an answer, without what it is about, and the note of each. */
export type Noted = Pick<NamedAnswers, 'scores' | 'respondents' | 'accounts'> & { notes: Uint32Array };

/** The latest `limit` of the rows, where those of one person stand with the latest first. `homes` tells who has several accounts. */
export function latestNoted(rows: NotedRows, homes: Uint32Array, limit: number): Noted {
  const places = orderedPlaces(rows, latestPlaces(rows, limit), homes);
  const of = (column: Uint32Array) => {
    const picked = new Uint32Array(places.length);
    for (let i = 0; i < picked.length; i++) picked[i] = column[places[i]!]!;
    return picked;
  };
  const scores = new Uint8Array(places.length);
  for (let i = 0; i < scores.length; i++) scores[i] = scoreOfWord(rows.words[places[i]!]! % MARKS);
  return { scores, respondents: of(rows.respondents), accounts: of(rows.accounts), notes: of(rows.notes) };
}

/** Only the earliest day of those that are kept is sorted. Of several at the moment of the last one, any may be kept. */
function latestPlaces({ moments, length }: NotedRows, limit: number): Uint32Array {
  if (length <= limit) return Uint32Array.from({ length }, (_, place) => place);
  let last = -Infinity;
  for (let place = 0; place < length; place++) last = Math.max(last, moments[place]!);
  const ageOf = (place: number) => Math.floor((last - moments[place]!) / DAY_MS);
  const counts: number[] = [];
  for (let place = 0; place < length; place++) counts[ageOf(place)] = (counts[ageOf(place)] ?? 0) + 1;
  let age = 0;
  let count = 0;
  for (; count + (counts[age] ?? 0) < limit; age++) count += counts[age] ?? 0;

  const kept = new Uint32Array(limit);
  const oldest: number[] = [];
  let end = 0;
  for (let place = 0; place < length; place++) {
    const own = ageOf(place);
    if (own < age) kept[end++] = place;
    else if (own === age) oldest.push(place);
  }
  kept.set(latestFirst(oldest, moments).slice(0, limit - end), end);
  return kept;
}

/** To whom somebody belongs who has several accounts is told by their latest answer: only these people's are sorted. */
function orderedPlaces({ moments, respondents }: NotedRows, places: Uint32Array, homes: Uint32Array): Uint32Array {
  const moved = Array.from(places.filter((place) => homes[respondents[place]!] === SEVERAL));
  if (moved.length === 0) return places;
  const others = places.filter((place) => homes[respondents[place]!] !== SEVERAL);
  return Uint32Array.from([...others, ...latestFirst(moved, moments)]);
}

function latestFirst(places: number[], moments: Float64Array): number[] {
  return places.sort((a, b) => moments[b]! - moments[a]!);
}
