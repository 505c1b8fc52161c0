import type { BreakdownGroup } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import type { PeopleColumns, ScoredAnswer } from '../../storage/storage.ts';
import { adjustedGroups, testedGroup, type TestedGroup } from '../reporting/breakdown.ts';
import { countedOf } from '../reporting/counted.ts';
import { restsOf } from '../reporting/rest.ts';
import { peopleOf } from './people-of.ts';

export interface Named<Answer extends ScoredAnswer = ScoredAnswer> {
  name: string;
  /** The latest first. */
  answers: Answer[];
}

export type Compared = Omit<BreakdownGroup, 'key'> & { name: string };

/**
 * The answers that share a word or a tag against all others of `everybody`, the most common first. What fewer people said than may be
 * shown is left out. People who answered several times are told apart from several people, as in every other number.
 */
export function comparedTerms(
  named: Named[],
  everybody: PeopleColumns,
  { confidence, hideSmall }: { confidence: Confidence; hideSmall: boolean },
): Compared[] {
  const counting = { respondents: 'all', unit: 'respondent', cluster: 'respondent', confidence } as const;
  const restOf = restsOf([countedOf(everybody, counting)]);
  const shown = named
    .map(({ name, answers }) => ({ name, people: peopleOf(answers), size: answers.length }))
    .filter(({ people }) => !hideSmall || people.respondent.length >= LIMITS.smallGroup)
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
    .slice(0, LIMITS.termsCompared);
  const tested = shown.map(({ name, people }): TestedGroup & { name: string } => {
    const group = countedOf(people, counting);
    return { name, ...testedGroup(group, restOf(group), confidence) };
  });
  return adjustedGroups(tested, confidence);
}

/** What pulls the score furthest from the rest, up or down, first; equals by size. */
export function byDifference(compared: Compared[]): Compared[] {
  const pull = ({ difference }: Compared) => Math.round(Math.abs(difference ?? 0) / EQUAL_POINTS);
  return compared.toSorted((a, b) => pull(b) - pull(a));
}

/** Equal differences of other counts, 1/3 − 2/3 and 2/3 − 1/3, come out a last digit apart. */
const EQUAL_POINTS = 1e-9;

export function groupedBy<Answer extends ScoredAnswer>(
  answers: readonly Answer[],
  namesOf: (answer: Answer) => Iterable<string>,
): Named<Answer>[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    for (const name of namesOf(answer)) {
      const group = groups.get(name);
      if (group) group.push(answer);
      else groups.set(name, [answer]);
    }
  }
  return [...groups].map(([name, group]) => ({ name, answers: group }));
}
