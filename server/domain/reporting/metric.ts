import type { Metric, RevenueWeighted, ScoreFields } from '../../../shared/contract/metric.ts';
import { levelCertain, levelReached, type Level } from '../../../shared/levels.ts';
import { averageScore, npsFields } from '../../../shared/nps.ts';
import { weightedNps } from '../../../shared/statistics/accounts.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { adjust, confidenceInterval } from '../../../shared/statistics/interval.ts';
import { isLowSample } from '../../../shared/statistics/sample.ts';
import type { AnswerGroup, DisplayGroup, PeopleColumns } from '../../storage/storage.ts';
import type { AccountRow } from './account-rows.ts';
import { distributionOf, type Counted, type Summed } from './counted.ts';
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
  answers: AnswerGroup & { people: PeopleColumns },
  displays: DisplayGroup | undefined,
  counting: Counting,
  { levels, revenueOf }: Yardsticks,
): Metric {
  const scores = distributionOf(answers.scores, answers.people, counting);
  return {
    ...plainMetricOf(counted, { ...answers, scores }, displays, counting, levels),
    revenue_weighted:
      counting.unit === 'account' && revenueOf
        ? revenueWeighted(counted.accounts, revenueOf, counting.confidence)
        : null,
  };
}

/** The same where every answer counts for itself. */
export function plainMetricOf(
  counted: Summed,
  { scores, comment_count }: Pick<AnswerGroup, 'scores' | 'comment_count'>,
  displays: DisplayGroup | undefined,
  counting: Counting,
  levels: Yardsticks['levels'],
): Metric {
  const score = scoreFields(counted, counting.confidence);
  const { display_count, answered_count, dismissed_count } = displays ?? NOT_DISPLAYED;
  const { nps, confidence_interval } = score;
  return {
    ...score,
    score_distribution: scores,
    average_score: averageScore(scores),
    display_count,
    dismissal_count: dismissed_count,
    response_rate: display_count === 0 ? null : answered_count / display_count,
    comment_count,
    level_reached: nps === null ? null : levelReached(nps, levels),
    level_certain: confidence_interval !== null && levelCertain(confidence_interval, levels),
    revenue_weighted: null,
  };
}

const NOT_DISPLAYED = { display_count: 0, answered_count: 0, dismissed_count: 0 };

export function scoreFields(counted: Summed, confidence: Confidence): ScoreFields {
  const { totals, sample, account_count, respondent_count, unassigned_count } = counted;
  return {
    ...npsFields(totals),
    confidence_interval: sample && confidenceInterval(sample, confidence),
    standard_error: sample && adjust(sample).standardError,
    low_sample: isLowSample(totals.responses),
    account_count,
    respondent_count,
    unassigned_count,
  };
}

function revenueWeighted(
  accounts: AccountRow[],
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
