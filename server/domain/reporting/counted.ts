import type { NpsTotals } from '../../../shared/nps.ts';
import { clusteredSample } from '../../../shared/statistics/clusters.ts';
import { sampleOf, type Sample } from '../../../shared/statistics/sample.ts';
import type { PeopleSums } from '../../storage/storage.ts';
import type { Counting } from './counting.ts';

/** What a number is made of. */
export interface Counted {
  totals: NpsTotals;
  /** `null` when nothing was counted. */
  sample: Sample | null;
  account_count: number;
  respondent_count: number;
  unassigned_count: number;
}

export function countedOf(sums: PeopleSums, counting: Counting): Counted {
  const { totals, account_count, respondent_count, unassigned_count } = sums;
  return {
    totals,
    sample: sampleBehind(sums, counting),
    account_count,
    respondent_count,
    unassigned_count,
  };
}

function sampleBehind(sums: PeopleSums, counting: Counting): Sample | null {
  if (sums.totals.responses === 0) return null;
  return isIndependent(counting) ? sampleOf(sums.totals) : clusteredSample(sums.totals, sums);
}

/** One answer of each person or company: nothing resembles anything else. */
function isIndependent({ respondents, unit, cluster }: Counting): boolean {
  return unit === 'account' || (respondents === 'latest' && cluster === 'respondent');
}
