import type { SharedPeople } from '../../../../shared/statistics/shared-people.ts';
import type { AnswerCount, Clustering, DayRange, ResponseFilter, SaidBy } from '../../storage.ts';
import { sharedSums } from './people/cluster-sums.ts';
import { ClusteredCount } from './people/clustered-count.ts';
import { answersIn, sumIn } from './people/packed.ts';
import { PeopleWindow } from './people/people-window.ts';
import type { ProjectIndex } from './project-index.ts';
import { questionOf, rangesOf } from './segments.ts';
import { selectionOf, type Selection } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What was answered in each range, one after another. */
export function countedAnswers(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  clustering: Clustering,
  ranges: DayRange[] | undefined,
): AnswerCount[] {
  const asked = ranges ?? rangesOf(filter, {});
  const count = (some: DayRange[]) => countedRanges(index, selectionOf(index, words, filter, []), some, clustering);
  // Lists of companies are too long to keep.
  if (clustering.unit === 'account') return count(asked);
  return index.answersIn.of(
    keyOf(filter, clustering),
    asked.map((range) => [range] as const),
    (missing) => count(missing.map(([range]) => range)),
  );
}

/** Who answered in both ranges of each pair. The numbers of each range are found on the way, and kept. */
export function sharedPeople(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  pairs: [DayRange, DayRange][],
  clustering: Clustering,
): SharedPeople[] {
  const question = keyOf(filter, clustering);
  return index.sharedIn.of(question, pairs, (missing) => {
    const selection = selectionOf(index, words, filter, []);
    const sides = ([0, 1] as const).map((side) => new Side(new ClusteredCount(index, selection, clustering, side)));
    return missing.map(([range, otherRange]) => {
      // In a series a bucket is compared with the one before, which was counted just now.
      const other = sides.find((side) => side.holds(otherRange)) ?? sides[1]!;
      const one = sides.find((side) => side !== other)!;
      for (const [side, days] of [
        [one, range],
        [other, otherRange],
      ] as const) {
        const count = side.count(days);
        if (clustering.unit === 'respondent') index.answersIn.keep(question, [days], count);
      }
      return sharedSums(one.clusters, other.clusters);
    });
  });
}

/** A range that is counted, and stays until the side is needed for another. */
class Side {
  readonly #counted: ClusteredCount;
  #days: DayRange | undefined;
  #count: AnswerCount | undefined;

  constructor(counted: ClusteredCount) {
    this.#counted = counted;
  }

  get clusters(): ClusteredCount['clusters'] {
    return this.#counted.clusters;
  }

  holds({ start, end }: DayRange): boolean {
    return this.#days?.start === start && this.#days.end === end;
  }

  count(days: DayRange): AnswerCount {
    if (this.#count && this.holds(days)) return this.#count;
    this.#days = days;
    this.#count = this.#counted.count(days);
    return this.#count;
  }
}

/** What everybody said, and all that each of these people did, in one pass. */
export function saidBy(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter, respondents: number[]): SaidBy {
  const range = rangesOf(filter, {})[0]!;
  const counted = new ClusteredCount(index, selectionOf(index, words, filter, []), EVERY_ANSWER, 0);
  const everybody = counted.count(range);
  index.answersIn.keep(keyOf(filter, EVERY_ANSWER), [range], everybody);
  const { values, packing } = counted.clusters;
  const each = respondents.map((respondent) => {
    const value = values[respondent]!;
    return { answers: answersIn(value, packing), net: sumIn(value, packing) };
  });
  return { everybody, each };
}

const EVERY_ANSWER: Clustering = { respondents: 'all', unit: 'respondent', cluster: 'respondent' };

/** Tells questions from each other, but for their ranges. */
function keyOf(filter: ResponseFilter, { respondents, unit, cluster }: Clustering): string {
  return [respondents, unit, cluster, questionOf(filter)].join(' ');
}

function countedRanges(
  index: ProjectIndex,
  selection: Selection,
  ranges: DayRange[],
  clustering: Clustering,
): AnswerCount[] {
  // Of rolling ranges only what is between one and the next is counted; the people of others are counted anew.
  if (isPlain(clustering) && areOverlapping(ranges)) {
    const window = new PeopleWindow(index, selection);
    return ranges.map((range) => window.moveTo(range));
  }
  const counted = new ClusteredCount(index, selection, clustering, 0);
  return ranges.map((range) => counted.count(range));
}

/** Whether every answer counts, and people resemble only themselves. */
function isPlain({ respondents, unit, cluster }: Clustering): boolean {
  return respondents === 'all' && unit === 'respondent' && cluster === 'respondent';
}

function areOverlapping(ranges: DayRange[]): boolean {
  return ranges.some(({ start }, place) => place > 0 && start < ranges[place - 1]!.end);
}
