import type { AnswersBrokenDown, Clustering, PeopleSums } from '../../server/storage/storage.ts';

export interface AnsweredRow {
  score: number;
  respondent_id: number | null;
  account_id: number | null;
  responded_at: number;
}

/** Somebody's answers; each answer of nobody known is of somebody else. */
export interface Person {
  respondent: number;
  /** Of the latest answer, as is its score. */
  account: number;
  latest: number;
  rows: AnsweredRow[];
}

export function peopleAmong(rows: AnsweredRow[]): Person[] {
  const people = new Map<unknown, AnsweredRow[]>();
  for (const row of rows) {
    const person = row.respondent_id ?? row;
    people.set(person, [...(people.get(person) ?? []), row]);
  }
  return [...people.values()].map((answers) => {
    const latest = answers.toSorted((a, b) => a.responded_at - b.responded_at || a.score - b.score).at(-1)!;
    return {
      respondent: latest.respondent_id ?? 0,
      account: latest.account_id ?? 0,
      latest: latest.score,
      rows: answers,
    };
  });
}

const netOf = (score: number) => Number(score >= 9) - Number(score <= 6);
const total = <One>(list: One[], of: (one: One) => number) => list.reduce((sum, one) => sum + of(one), 0);

function grouped<One, Key>(list: One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

interface Cluster {
  id: unknown;
  m: number;
  s: number;
}

/** What resembles itself: people, or companies and people without one. */
function clustersOf(people: Person[], { respondents, unit, cluster }: Clustering): Cluster[] {
  const said = people.map((person) => {
    const scores = respondents === 'latest' ? [person.latest] : person.rows.map(({ score }) => score);
    const alone = person.respondent === 0 ? person.rows[0] : `person ${person.respondent}`;
    const id = cluster === 'account' && person.account !== 0 ? `account ${person.account}` : alone;
    return { id, m: scores.length, s: total(scores, netOf), latest: person.latest };
  });
  const joined = grouped(said, ({ id }) => id);
  return [...joined].flatMap(([id, members]) => {
    if (unit === 'respondent') return [{ id, m: total(members, ({ m }) => m), s: total(members, ({ s }) => s) }];
    if (typeof id !== 'string' || !id.startsWith('account')) return [];
    const mean = total(members, ({ latest }) => latest) / members.length;
    return [{ id, m: 1, s: Number(mean >= 8.5) - Number(mean < 6.5) }];
  });
}

export function sumsAmong(rows: AnsweredRow[], clustering: Clustering, people = peopleAmong(rows)): PeopleSums {
  const { respondents, unit } = clustering;
  const counted = unit === 'account' ? people.filter(({ account }) => account !== 0) : people;
  const given = respondents === 'latest' ? counted.map(({ latest }) => latest) : rows.map(({ score }) => score);
  const scores = Array.from({ length: 11 }, (_, score) => given.filter((one) => one === score).length);
  const clusters = clustersOf(people, clustering);
  const categories = unit === 'account' ? clusters.map(({ s }) => s) : given.map(netOf);
  const howMany = (net: number) => categories.filter((one) => one === net).length;
  const accounts = [...grouped(counted, ({ account }) => account)].filter(([account]) => account !== 0);
  return {
    scores,
    totals: {
      promoters: howMany(1),
      passives: howMany(0),
      detractors: howMany(-1),
      responses: categories.length,
    },
    people_count: people.length,
    respondent_count: counted.filter(({ respondent }) => respondent !== 0).length,
    account_count: accounts.length,
    unassigned_count: people.length - counted.length,
    ...clusterSums(clusters),
    ...(unit === 'account' && {
      accounts: accounts
        .map(([id, members]) => ({ id, people: members.length, sum: total(members, ({ latest }) => latest) }))
        .toSorted((a, b) => a.id - b.id),
    }),
  };
}

function clusterSums(clusters: Cluster[]) {
  return {
    clusters: clusters.length,
    ss: total(clusters, ({ s }) => s * s),
    sm: total(clusters, ({ s, m }) => s * m),
    mm: total(clusters, ({ m }) => m * m),
  };
}

export function sharedBetween(rows: AnsweredRow[], others: AnsweredRow[], clustering: Clustering) {
  return sharedClusters(clustersOf(peopleAmong(rows), clustering), clustersOf(peopleAmong(others), clustering));
}

function sharedClusters(clusters: Cluster[], others: Cluster[]) {
  const pairs = clusters.flatMap((one) => {
    const other = others.find(({ id }) => id === one.id);
    return other ? [{ ...one, m2: other.m, s2: other.s }] : [];
  });
  return {
    mm: total(pairs, ({ m }) => m * m),
    sm: total(pairs, ({ s, m }) => s * m),
    m2m2: total(pairs, ({ m2 }) => m2 * m2),
    s2m2: total(pairs, ({ s2, m2 }) => s2 * m2),
    ss2: total(pairs, ({ s, s2 }) => s * s2),
    sm2: total(pairs, ({ s, m2 }) => s * m2),
    ms2: total(pairs, ({ m, s2 }) => m * s2),
    mm2: total(pairs, ({ m, m2 }) => m * m2),
  };
}

/** All groups but one: each cluster of each of them by itself, then those of one id added up. */
export function restOf(own: Person[], groups: Person[][], clustering: Clustering): AnswersBrokenDown['rest'] {
  const others = groups.filter((group) => group !== own).flatMap((group) => clustersOf(group, clustering));
  const rest = [...grouped(others, ({ id }) => id)].map(([id, members]) => ({
    id,
    m: total(members, ({ m }) => m),
    s: total(members, ({ s }) => s),
  }));
  return { ...clusterSums(rest), shared: sharedClusters(clustersOf(own, clustering), rest) };
}
