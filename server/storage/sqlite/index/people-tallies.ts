import { categoryOf } from '../../../../shared/nps.ts';
import type { DayRange, PeopleSums } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Chunk, Column } from './chunk.ts';
import { lowerBound } from './lower-bound.ts';
import type { Runs } from './day-rows.ts';
import { MovedPeople } from './moved-people.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Selection } from './selection.ts';

/** A person's answers, promoters and detractors in one number, so that those of 200,000 people stay in a processor's second cache. */
const PROMOTERS_FROM = 12;
const DETRACTORS_FROM = 22;
const ANSWERS = 2 ** PROMOTERS_FROM - 1;
const PROMOTERS = 2 ** (DETRACTORS_FROM - PROMOTERS_FROM) - 1;
/** Nobody who gave more answers than this can be tallied. */
export const MOST_TALLIED = 2 ** (32 - DETRACTORS_FROM) - 1;

/** The sums over the people of one group, for ranges that have nothing in common: a pass over the answers, and one over the people. */
export class PeopleTallies {
  readonly #index: ProjectIndex;
  readonly #selection: Selection;
  readonly #tallies: Int32Array;
  /** 1 for each account that somebody of the range belongs to. */
  readonly #companies: Uint8Array;
  #sums = noSums();

  constructor(index: ProjectIndex, selection: Selection) {
    this.#index = index;
    this.#selection = selection;
    this.#tallies = new Int32Array(index.lastRespondent + 1);
    this.#companies = new Uint8Array(index.lastAccount + 1);
  }

  sumsOf(days: DayRange): PeopleSums {
    const runs: Runs = { chunks: [], starts: [], ends: [] };
    for (const { columns } of this.#selection.surveys) columns.answers.findRuns(days, runs);
    this.#sums = noSums();
    this.#companies.fill(0);
    let rows = 0;
    for (let run = 0; run < runs.chunks.length; run++) {
      rows += runs.ends[run]! - runs.starts[run]!;
      this.#tally(runs.chunks[run]!.columns, runs.starts[run]!, runs.ends[run]!);
    }
    if (rows > this.#tallies.length)
      for (let person = 1; person < this.#tallies.length; person++) this.#harvest(person);
    else {
      for (let run = 0; run < runs.chunks.length; run++) {
        this.#harvestRun(runs.chunks[run]!.columns[RESPONDENT]!, runs.starts[run]!, runs.ends[run]!);
      }
    }
    if (this.#index.movedRespondents.size > 0) this.#sums.account_count += this.#companiesOfMoved(runs.chunks, days);
    return this.#sums;
  }

  #tally(columns: readonly Column[], start: number, end: number): void {
    const { isIn, account } = this.#selection;
    const [words, contexts, accounts, respondents] = columns as [Column, Column, Column, Column];
    const tallies = this.#tallies;
    for (let row = start; row < end; row++) {
      if (isIn !== undefined && isIn[contexts[row]!] === 0) continue;
      if (account !== undefined && accounts[row] !== account) continue;
      const respondent = respondents[row]!;
      if (respondent !== 0) tallies[respondent]! += TALLY[words[row]! & (MARKS - 1)]!;
      else this.#addAlone(accounts[row]!, TALLY[words[row]! & (MARKS - 1)]!);
    }
  }

  /** An answer of nobody known. */
  #addAlone(account: number, tally: number): void {
    this.#addPerson(tally);
    this.#addCompany(account);
  }

  #addCompany(account: number): void {
    if (account === 0 || this.#companies[account] === 1) return;
    this.#companies[account] = 1;
    this.#sums.account_count += 1;
  }

  #harvestRun(respondents: Column, start: number, end: number): void {
    for (let row = start; row < end; row++) this.#harvest(respondents[row]!);
  }

  #harvest(respondent: number): void {
    const tally = this.#tallies[respondent]!;
    if (tally === 0) return;
    this.#tallies[respondent] = 0;
    this.#addPerson(tally);
    this.#sums.respondent_count += 1;
    this.#addCompany(this.#index.accountOf(respondent));
  }

  #addPerson(tally: number): void {
    const sums = this.#sums;
    const m = tally & ANSWERS;
    const s = ((tally >>> PROMOTERS_FROM) & PROMOTERS) - (tally >>> DETRACTORS_FROM);
    sums.clusters += 1;
    sums.ss += s * s;
    sums.sm += s * m;
    sums.mm += m * m;
  }

  /** Companies that have somebody who answered for several, and for this one last, and nobody else. */
  #companiesOfMoved(chunks: Chunk[], days: DayRange): number {
    const { isIn, account } = this.#selection;
    const { movedRespondents } = this.#index;
    const moved = new MovedPeople(this.#companies.length);
    for (const chunk of chunks) {
      const [words, contexts, accounts, respondents] = chunk.columns as [Column, Column, Column, Column];
      for (let i = lowerBound(chunk.days, days.start); i < chunk.days.length && chunk.days[i]! < days.end; i++) {
        for (let row = chunk.starts[i]!; row < chunk.endOf(i); row++) {
          if (!movedRespondents.has(respondents[row]!)) continue;
          if (isIn !== undefined && isIn[contexts[row]!] === 0) continue;
          if (account !== undefined && accounts[row] !== account) continue;
          moved.add(0, respondents[row]!, accounts[row]!, words[row]!, row);
        }
        moved.locate(() => chunk.days[i]!);
      }
    }
    return moved.accounts(days, (company) => this.#companies[company] === 1).get(0) ?? 0;
  }
}

const RESPONDENT = 3;

function noSums(): PeopleSums {
  return { respondent_count: 0, account_count: 0, clusters: 0, ss: 0, sm: 0, mm: 0 };
}

const TALLY = Int32Array.from({ length: MARKS }, (_, mark) => {
  const category = categoryOf(scoreOfWord(mark));
  return (
    1 + Number(category === 'promoter') * 2 ** PROMOTERS_FROM + Number(category === 'detractor') * 2 ** DETRACTORS_FROM
  );
});
