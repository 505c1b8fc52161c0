import type { NpsTotals } from '../../../shared/nps.ts';
import { clusteredSample, type ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { Sample } from '../../../shared/statistics/sample.ts';
import { sharedCovariance, type SharedPeople } from '../../../shared/statistics/shared-people.ts';
import { largest } from './account-rows.ts';
import { addCluster, addShared, noClusters, nobodyShared, type Clusters } from './clusters.ts';
import type { Counted } from './counted.ts';

/** All groups but one, and how far the two rise and fall together. */
export interface Rest {
  totals: NpsTotals;
  /** Somebody may stand in several groups, so it is always clustered. */
  sample: Sample | null;
  covariance: number;
}

/** The rest of each group, without going through the people of all others once more for each. */
export function restsOf(groups: Counted[]): (group: Counted) => Rest {
  const totals = groups.map((group) => group.totals).reduce(plus, NOTHING);
  const pool = pooled(groups.map((group) => group.clusters));
  return (group) => {
    const rest = minus(totals, group.totals);
    const { sums, shared } = without(pool, group.clusters);
    return {
      totals: rest,
      sample: clusteredSample(rest, sums),
      covariance: sharedCovariance(shared, group.totals.responses, rest.responses),
    };
  };
}

/** Every cluster over all groups, by its id; those of id 0 belong to one group only and are but summed. */
interface Pool {
  answers: Float64Array;
  net: Float64Array;
  sums: ClusterSums;
}

function pooled(groups: Clusters[]): Pool {
  const length = Math.max(0, ...groups.map(({ id }) => largest(id))) + 1;
  const answers = new Float64Array(length);
  const net = new Float64Array(length);
  const sums = noClusters();
  for (const group of groups) {
    for (let row = 0; row < group.id.length; row++) {
      const id = group.id[row]!;
      if (id === 0) addCluster(sums, group.answers[row]!, group.net[row]!);
      answers[id]! += group.answers[row]!;
      net[id]! += group.net[row]!;
    }
  }
  answers[0] = 0;
  net[0] = 0;
  for (let id = 1; id < length; id++) {
    if (answers[id]! > 0) addCluster(sums, answers[id]!, net[id]!);
  }
  return { answers, net, sums };
}

function without(pool: Pool, group: Clusters): { sums: ClusterSums; shared: SharedPeople } {
  const sums = { ...pool.sums };
  const shared = nobodyShared();
  for (let row = 0; row < group.id.length; row++) {
    const id = group.id[row]!;
    const [m, s] = [group.answers[row]!, group.net[row]!];
    const [all, allNet] = id === 0 ? [m, s] : [pool.answers[id]!, pool.net[id]!];
    const [m2, s2] = [all - m, allNet - s];
    addCluster(sums, all, allNet, -1);
    if (m2 === 0) continue;
    addCluster(sums, m2, s2);
    addShared(shared, m, s, m2, s2);
  }
  return { sums, shared };
}

const NOTHING: NpsTotals = { promoters: 0, passives: 0, detractors: 0, responses: 0 };

function plus(a: NpsTotals, b: NpsTotals): NpsTotals {
  return {
    promoters: a.promoters + b.promoters,
    passives: a.passives + b.passives,
    detractors: a.detractors + b.detractors,
    responses: a.responses + b.responses,
  };
}

function minus(a: NpsTotals, b: NpsTotals): NpsTotals {
  return {
    promoters: a.promoters - b.promoters,
    passives: a.passives - b.passives,
    detractors: a.detractors - b.detractors,
    responses: a.responses - b.responses,
  };
}
