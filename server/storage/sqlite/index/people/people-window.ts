import { totalsOf } from '../../../../../shared/nps.ts';
import type { AnswerCount, DayRange } from '../../../storage.ts';
import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { countsOfMarks } from '../count-answers.ts';
import { SEVERAL } from '../known-people.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import { COMMENTS } from '../survey-rows.ts';
import { ACCOUNT, RESPONDENT, WORD } from '../row-columns.ts';
import { matchingRows, type Rows } from './matching-rows.ts';
import { MovedPeople } from './moved-people.ts';
import { answersIn, sumIn, type Packed, type Packing } from './packed.ts';

/**
 * Counts answers by person for ranges that overlap, such as rolling ones: only the days between one and the next are gone through. An
 * answer changes the sums by what its person had before.
 */
export class PeopleWindow {
  readonly #selection: Selection;
  readonly #homes: Uint32Array;
  /** What each person said. */
  readonly #values: Packed;
  readonly #packing: Packing;
  /** How many people of each account there are. Who answered for several is not among them. */
  readonly #accountPeople: Uint32Array;
  readonly #marks = new Float64Array(MARKS);
  readonly #moved: MovedPeople;
  #sums = noSums();
  #days: DayRange = { start: 0, end: 0 };

  constructor(index: ProjectIndex, selection: Selection) {
    this.#selection = selection;
    this.#homes = index.people.homes;
    this.#packing = index.people.packing;
    this.#values = this.#packing.list(index.lastRespondent + 1);
    this.#accountPeople = new Uint32Array(index.lastAccount + 1);
    this.#moved = new MovedPeople();
  }

  /** What `ClusteredCount` counts of that range, where every answer counts and people resemble themselves. */
  moveTo({ start, end }: DayRange): AnswerCount {
    const last = this.#days;
    this.#days = { start, end: Math.max(start, end) };
    if (start >= last.end || end <= last.start) {
      this.#begin();
      this.#count(1, start, end);
    } else {
      this.#count(-1, last.start, start);
      this.#count(-1, end, last.end);
      this.#count(1, start, last.start);
      this.#count(1, last.end, end);
    }
    const counted = Array.from(countsOfMarks(this.#marks));
    const scores = counted.slice(0, COMMENTS);
    const more = this.#moved.accounts(this.#days, (account) => this.#accountPeople[account]! > 0);
    const { account_count, clusters, ...sums } = this.#sums;
    return {
      scores,
      comment_count: counted[COMMENTS]!,
      sums: {
        ...sums,
        scores,
        totals: totalsOf(scores),
        people_count: clusters,
        account_count: account_count + more,
        unassigned_count: 0,
        clusters,
      },
    };
  }

  #begin(): void {
    this.#values.fill(0);
    this.#accountPeople.fill(0);
    this.#marks.fill(0);
    this.#sums = noSums();
  }

  #count(sign: 1 | -1, start: number, end: number): void {
    if (start >= end) return;
    for (const { columns } of this.#selection.surveys) {
      for (const chunk of columns.answers.chunksOf({ start, end })) {
        const rows = matchingRows(this.#selection, chunk, chunk.placeOf(start), chunk.placeOf(end));
        this.#countRows(sign, chunk, rows);
      }
    }
  }

  #countRows(sign: 1 | -1, chunk: Chunk, { places, from, to }: Rows): void {
    const words = chunk.columns[WORD]!;
    const accounts = chunk.columns[ACCOUNT]!;
    const respondents = chunk.columns[RESPONDENT]!;
    const values = this.#values;
    const packing = this.#packing;
    const sums = this.#sums;
    for (let i = from; i < to; i++) {
      const row = places[i]!;
      const mark = words[row]! & (MARKS - 1);
      const respondent = respondents[row]!;
      const account = accounts[row]!;
      const answer = packing.answerOfMark[mark]!;
      // An answer of nobody known is alone, whether it comes or goes.
      const before = respondent !== 0 ? values[respondent]! : sign === 1 ? 0 : answer;
      const after = before + sign * answer;
      this.#marks[mark]! += sign;
      addTo(sums, before, -1, packing);
      addTo(sums, after, 1, packing);
      if (respondent !== 0) values[respondent] = after;
      if (respondent !== 0 && (before === 0 || after === 0)) sums.respondent_count += sign;
      if (this.#homes[respondent] === SEVERAL) {
        if (sign === 1) this.#moved.add(respondent, account, words[row]!, chunk.dayOf(row));
      } else if (account !== 0 && (before === 0 || after === 0)) {
        const people = this.#accountPeople[account]! + sign;
        this.#accountPeople[account] = people;
        if (people === (sign === 1 ? 1 : 0)) sums.account_count += sign;
      }
    }
  }
}

interface WindowSums {
  respondent_count: number;
  account_count: number;
  clusters: number;
  ss: number;
  sm: number;
  mm: number;
}

function noSums(): WindowSums {
  return { respondent_count: 0, account_count: 0, clusters: 0, ss: 0, sm: 0, mm: 0 };
}

function addTo(sums: WindowSums, value: number, sign: 1 | -1, packing: Packing): void {
  if (value === 0) return;
  const m = answersIn(value, packing);
  const s = sumIn(value, packing);
  sums.clusters += sign;
  sums.ss += sign * s * s;
  sums.sm += sign * s * m;
  sums.mm += sign * m * m;
}
