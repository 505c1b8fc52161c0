import { categoryOf } from '../../../shared/nps.ts';
import { addCluster, noClusters, type ClusterSums } from '../../../shared/statistics/clusters.ts';
import { addShared, nobodyShared, type SharedPeople } from '../../../shared/statistics/shared-people.ts';

/** How many answers somebody gave, and what they sum to: a promoter counts +1 and a detractor −1. */
export interface Said {
  answers: number;
  net: number;
}

export interface PersonalAnswer {
  /** 0 where nobody is known: somebody else each time. */
  respondent: number;
  score: number;
}

/** A few answers by whose they are. */
export function saidByEach(answers: readonly PersonalAnswer[]): Map<unknown, Said> {
  const people = new Map<unknown, Said>();
  for (const answer of answers) {
    const person = answer.respondent || answer;
    const said = people.get(person) ?? { answers: 0, net: 0 };
    people.set(person, said);
    said.answers += 1;
    said.net += NET[categoryOf(answer.score)];
  }
  return people;
}

/** What an answer of each category adds to what somebody said. */
export const NET = { promoter: 1, passive: 0, detractor: -1 } as const;

export function sumsOfClusters(people: ReadonlyMap<unknown, Said>): ClusterSums {
  const sums = noClusters();
  for (const { answers, net } of people.values()) addCluster(sums, answers, net);
  return sums;
}

/** Sums over those who have answers on both sides. */
export function sharedClusters(people: ReadonlyMap<unknown, Said>, others: ReadonlyMap<unknown, Said>): SharedPeople {
  const sums = nobodyShared();
  for (const [person, { answers, net }] of people) {
    const other = others.get(person);
    if (other) addShared(sums, answers, net, other.answers, other.net);
  }
  return sums;
}
