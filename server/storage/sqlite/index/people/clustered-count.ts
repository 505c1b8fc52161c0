import { categoryOfMean, totalsOf, totalsOfCategories } from '../../../../../shared/nps.ts';
import type { Clustering, DayRange, PeopleSums } from '../../../storage.ts';
import { countsOfMarks } from '../count-answers.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import { COMMENTS } from '../survey-columns.ts';
import { sumsOf } from './cluster-sums.ts';
import { answersIn, NET_OF_CATEGORY, packed, sumIn } from './packed.ts';
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
  readonly #clustering: Clustering;
  readonly #people: PeopleCount;
  readonly #accountCount: number;

  constructor(index: ProjectIndex, selection: Selection, clustering: Clustering, side: 0 | 1) {
    const people = index.slots('people', side);
    this.#clustering = clustering;
    this.#people = new PeopleCount(index, selection, clustering.respondents, people);
    this.#accountCount = index.lastAccount + 1;
    this.clusters = clustering.cluster === 'respondent' ? people : index.slots('companies', side);
  }

  count(days: DayRange): CountedRange {
    const people = this.#people;
    people.count(days);
    const { unit, cluster, respondents } = this.#clustering;
    const counted = Array.from(countsOfMarks(people.marks));
    const answers = { scores: counted.slice(0, COMMENTS), comment_count: counted[COMMENTS]! };
    if (unit === 'account') return { ...answers, sums: this.#byCompany() };

    const scores =
      respondents === 'all'
        ? answers.scores
        : Array.from(countsOfMarks(people.takeLatest('answer')).subarray(0, COMMENTS));
    const shared = { scores, totals: totalsOf(scores), people_count: people.people.metCount, unassigned_count: 0 };
    const counts = cluster === 'account' ? this.#joinColleagues() : this.#countPeople();
    return { ...answers, sums: { ...shared, ...counts, ...sumsOf(this.clusters) } };
  }

  #countPeople() {
    const people = this.#people;
    const { met, metCount, size } = people.people;
    const isMet = new Uint8Array(this.#accountCount);
    isMet[0] = 1;
    let respondent_count = 0;
    let account_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      respondent_count += Number(slot < size);
      const account = people.accountOf(slot);
      if (isMet[account] === 1) continue;
      isMet[account] = 1;
      account_count += 1;
    }
    return { respondent_count, account_count };
  }

  /** Colleagues become one cluster; who has no account stays alone. */
  #joinColleagues() {
    const people = this.#people;
    const { values, met, metCount, size, furtherCount } = people.people;
    const { clusters } = this;
    // Companies come first, then everybody without one.
    const alone = clusters.size - size;
    clusters.begin(false);
    clusters.ensure(furtherCount);
    let respondent_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      respondent_count += Number(slot < size);
      add(clusters, people.accountOf(slot) || alone + slot, values[slot]!);
    }
    let account_count = 0;
    for (let i = 0; i < clusters.metCount; i++) account_count += Number(clusters.met[i]! < alone);
    return { respondent_count, account_count };
  }

  /** A company counts by the mean of its people's latest scores. */
  #byCompany(): PeopleSums {
    const people = this.#people;
    const marks = people.takeLatest('score', (slot) => people.accountOf(slot) !== 0);
    const { values, met, metCount, size } = people.people;
    const { clusters } = this;
    clusters.begin(false);
    let respondent_count = 0;
    let unassigned_count = 0;
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      const account = people.accountOf(slot);
      if (account === 0) unassigned_count += 1;
      else {
        respondent_count += Number(slot < size);
        add(clusters, account, values[slot]!);
      }
    }
    // By id, so that revenues are always summed in one order.
    const ids = clusters.met.slice(0, clusters.metCount).sort();
    const accounts = Array.from(ids, (id) => ({
      id,
      people: answersIn(clusters.values[id]!),
      sum: sumIn(clusters.values[id]!),
    }));
    const categories = accounts.map(({ sum, people: count }) => categoryOfMean(sum, count));
    accounts.forEach(({ id }, place) => {
      clusters.values[id] = packed(1, NET_OF_CATEGORY[categories[place]!]);
    });
    return {
      scores: Array.from(countsOfMarks(marks).subarray(0, COMMENTS)),
      totals: totalsOfCategories(categories.map((category) => [category, 1])),
      people_count: metCount,
      respondent_count,
      account_count: accounts.length,
      unassigned_count,
      accounts,
      ...sumsOf(clusters),
    };
  }
}

function add(clusters: Slots, slot: number, value: number): void {
  const before = clusters.values[slot]!;
  if (before === 0) clusters.met[clusters.metCount++] = slot;
  clusters.values[slot] = before + value;
}
