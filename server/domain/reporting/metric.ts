import type { Metric, RevenueWeighted, ScoreFields } from '../../../shared/contract/metric.ts';
import { levelCertain, levelReached, type Level } from '../../../shared/levels.ts';
import { averageScore, npsFields } from '../../../shared/nps.ts';
import { weightedNps } from '../../../shared/statistics/accounts.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { adjust, confidenceInterval } from '../../../shared/statistics/interval.ts';
import { isLowSample } from '../../../shared/statistics/sample.ts';
import type { AnswerCount, DisplayGroup } from '../../storage/storage.ts';
import type { Counted } from './counted.ts';
import type { Counting } from './counting.ts';

/** What a project brings to every number of its own. */
export interface Yardsticks {
  levels: readonly Level[];
  /** What an account is worth; absent when the project names no trait for it. */
  revenueOf?: (account: number) => number | undefined;
}

/** One number with everything that says how far to trust it. */
export function metricOf(
  counted: Counted,
  { comment_count, sums: { scores, accounts } }: AnswerCount,
  displays: DisplayGroup | undefined,
  { confidence }: Counting,
  { levels, revenueOf }: Yardsticks,
): Metric {
  const score = scoreFields(counted, confidence);
  const { display_count, answered_count, dismissed_count } = displays ?? NOT_DISPLAYED;
  const { nps, confidence_interval } = score;
  return {
    nps,
    nps_exact: score.nps_exact,
    promoter_count: score.promoter_count,
    promoter_percent: score.promoter_percent,
    passive_count: score.passive_count,
    passive_percent: score.passive_percent,
    detractor_count: score.detractor_count,
    detractor_percent: score.detractor_percent,
    response_count: score.response_count,
    confidence_interval,
    standard_error: score.standard_error,
    low_sample: score.low_sample,
    account_count: score.account_count,
    respondent_count: score.respondent_count,
    unassigned_count: score.unassigned_count,
    score_distribution: scores,
    average_score: averageScore(scores),
    display_count,
    dismissal_count: dismissed_count,
    response_rate: display_count === 0 ? null : answered_count / display_count,
    comment_count,
    level_reached: nps === null ? null : levelReached(nps, levels),
    level_certain: confidence_interval !== null && levelCertain(confidence_interval, levels),
    revenue_weighted: accounts && revenueOf ? revenueWeighted(accounts, revenueOf, confidence) : null,
  };
}

type CountedAccounts = NonNullable<AnswerCount['sums']['accounts']>;

const NOT_DISPLAYED = { display_count: 0, answered_count: 0, dismissed_count: 0 };

export function scoreFields(counted: Counted, confidence: Confidence): ScoreFields {
  const { totals, sample, account_count, respondent_count, unassigned_count } = counted;
  const nps = npsFields(totals);
  // Field by field, here and above: to spread an object and then add to it takes V8 ten times as long, and a series has hundreds.
  return {
    nps: nps.nps,
    nps_exact: nps.nps_exact,
    promoter_count: nps.promoter_count,
    promoter_percent: nps.promoter_percent,
    passive_count: nps.passive_count,
    passive_percent: nps.passive_percent,
    detractor_count: nps.detractor_count,
    detractor_percent: nps.detractor_percent,
    response_count: nps.response_count,
    confidence_interval: sample && confidenceInterval(sample, confidence),
    standard_error: sample && adjust(sample).standardError,
    low_sample: isLowSample(totals.responses),
    account_count,
    respondent_count,
    unassigned_count,
  };
}

function revenueWeighted(
  accounts: CountedAccounts,
  revenueOf: (account: number) => number | undefined,
  confidence: Confidence,
): RevenueWeighted {
  const weighted = accounts.map(({ id, sum, people }) => ({ sum, people, weight: revenueOf(id) ?? null }));
  const { totals, sample, leftOut } = weightedNps(weighted);
  const { nps, nps_exact, promoter_percent, passive_percent, detractor_percent } = npsFields(totals);
  return {
    nps,
    nps_exact,
    promoter_percent,
    passive_percent,
    detractor_percent,
    confidence_interval: sample && confidenceInterval(sample, confidence),
    revenue: totals.responses,
    effective_count: sample?.size ?? 0,
    left_out_count: leftOut,
  };
}
