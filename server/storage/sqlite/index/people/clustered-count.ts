import { categoryOfMean, totalsOf, type NpsTotals } from '../../../../../shared/nps.ts';
import type { Clustering, DayRange, PeopleSums } from '../../../storage.ts';
import { MARKS } from '../answer-word.ts';
import { countsOfMarks } from '../count-answers.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import { ANSWER_COUNTERS, COMMENTS } from '../survey-rows.ts';
import { sumsOf } from './cluster-sums.ts';
import { MarkCounts } from './mark-counts.ts';
import { isEverything } from './matching-rows.ts';
import { answersIn, NET_OF_CATEGORY, packed, sumIn, WIDE, widened } from './packed.ts';
import { PeopleCount } from './people-count.ts';
import type { Slots } from './slots.ts';

/** The rows of a range, and the sums over whoever is counted in it. */
export interface CountedRange {
  scores: number[];
  comment_count: number;
  sums: PeopleSums;
}

/** Counts one range after another as asked. `side` tells two counts apart that are held at once. */
export class ClusteredCount {
  /** What resembles itself, once a range is counted: people, or companies and those without one. */
  readonly clusters: Slots;
  readonly #selection: Selection;
  readonly #clustering: Clustering;
  readonly #people: PeopleCount;
  readonly #companies: Slots;

  constructor(index: ProjectIndex, selection: Selection, clustering: Clustering, side: 0 | 1) {
    const people = index.slots('people', side);
    this.#selection = selection;
    this.#clustering = clustering;
    this.#people = new PeopleCount(index, selection, clustering.respondents, people);
    this.#companies = index.slots('companies', side);
    this.clusters = clustering.cluster === 'respondent' ? people : this.#companies;
  }

  count(days: DayRange): CountedRange {
    const people = this.#people;
    const { unit, cluster, respondents } = this.#clustering;
    const counted = this.#countRows(days);
    const answers = { scores: counted.slice(0, COMMENTS), comment_count: counted[COMMENTS]! };
    if (unit === 'account') return { ...answers, sums: this.#byCompany() };

    const scores =
      respondents === 'all' ? answers.scores : Array.from(countsOfMarks(people.takeLatest()).subarray(0, COMMENTS));
    const shared = { scores, totals: totalsOf(scores), people_count: people.people.metCount, unassigned_count: 0 };
    const counts = cluster === 'account' ? this.#joinColleagues() : this.#countPeople();
    return { ...answers, sums: { ...shared, ...counts, ...sumsOf(this.clusters) } };
  }

  /** `ANSWER_COUNTERS` counts; the people behind the rows are added up on the way. */
  #countRows(days: DayRange): number[] {
    if (!isEverything(this.#selection)) {
      const marks = new MarkCounts();
      this.#people.count(days, (chunk, rows) => marks.count(chunk, rows));
      return Array.from(countsOfMarks(marks.marks));
    }
    this.#people.count(days);
    const counts = new Uint32Array(ANSWER_COUNTERS);
    for (const { columns } of this.#selection.surveys) columns.answerCounts.sum(days.start, days.end, counts, 0);
    return Array.from(counts);
  }

  #countPeople() {
    const people = this.#people;
    const { met, metCount, size } = people.people;
    const companies = this.#companies;
    companies.begin('values', false);
    let respondent_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      respondent_count += Number(slot < size);
      const account = people.accountOf(slot);
      if (account !== 0 && companies.values[account] === 0) add(companies, account, 1);
    }
    return { respondent_count, account_count: companies.metCount };
  }

  /** Colleagues become one cluster; who has no account stays alone. */
  #joinColleagues() {
    const people = this.#people;
    const { values, packing, met, metCount, size, furtherCount } = people.people;
    const clusters = this.#companies;
    // Companies come first, then everybody without one.
    const alone = clusters.size - size;
    clusters.begin('values', false);
    clusters.ensure(furtherCount);
    let respondent_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      respondent_count += Number(slot < size);
      add(clusters, people.accountOf(slot) || alone + slot, widened(values[slot]!, packing));
    }
    let account_count = 0;
    for (let i = 0; i < clusters.metCount; i++) account_count += Number(clusters.met[i]! < alone);
    return { respondent_count, account_count };
  }

  /** A company counts by the mean of its people's latest scores. */
  #byCompany(): PeopleSums {
    const people = this.#people;
    const { met, metCount, size } = people.people;
    const clusters = this.#companies;
    const marks = new Uint32Array(MARKS);
    clusters.begin('values', false);
    let respondent_count = 0;
    let unassigned_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      const account = people.accountOf(slot);
      if (account === 0) {
        unassigned_count += 1;
        continue;
      }
      const mark = people.latestMarkOf(slot);
      respondent_count += Number(slot < size);
      marks[mark]! += 1;
      add(clusters, account, WIDE.scoreOfMark[mark]!);
    }
    const accounts = this.#accountsMet();
    return {
      scores: Array.from(countsOfMarks(marks).subarray(0, COMMENTS)),
      totals: this.#takeCategories(),
      people_count: metCount,
      respondent_count,
      account_count: accounts.length,
      unassigned_count,
      accounts,
      ...sumsOf(clusters),
    };
  }

  /** By id, so that revenues are always summed in one order. */
  #accountsMet(): NonNullable<PeopleSums['accounts']> {
    const { met, metCount, values } = this.#companies;
    const ids = met.slice(0, metCount).sort();
    return Array.from(ids, (id) => ({ id, people: answersIn(values[id]!, WIDE), sum: sumIn(values[id]!, WIDE) }));
  }

  /** Puts the category of each company in the place of what its people said. */
  #takeCategories(): NpsTotals {
    const { met, metCount, values } = this.#companies;
    const counts = { promoter: 0, passive: 0, detractor: 0 };
    for (let i = 0; i < metCount; i++) {
      const value = values[met[i]!]!;
      const category = categoryOfMean(sumIn(value, WIDE), answersIn(value, WIDE));
      counts[category] += 1;
      values[met[i]!] = packed(1, NET_OF_CATEGORY[category], WIDE);
    }
    return { promoters: counts.promoter, passives: counts.passive, detractors: counts.detractor, responses: metCount };
  }
}

function add(clusters: Slots, slot: number, value: number): void {
  const before = clusters.values[slot]!;
  if (before === 0) clusters.met[clusters.metCount++] = slot;
  clusters.values[slot] = before + value;
}
