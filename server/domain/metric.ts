import type { Bucket } from '../../shared/contract/reporting.ts';
import { averageScore, npsFields, totalsOf } from '../../shared/nps.ts';
import type { Confidence } from '../../shared/statistics/confidence.ts';
import { confidenceInterval } from '../../shared/statistics/interval.ts';
import { isLowSample, sampleOf } from '../../shared/statistics/sample.ts';
import type { AnswerGroup, DayRange, DisplayGroup, ResponseFilter, Storage } from '../storage/storage.ts';

/** One number with everything that says how far to trust it. */
export type Metric = Omit<Bucket, 'label' | 'since' | 'until' | 'partial'>;

/** The metric of each range; without ranges, of the filter's own days. */
export async function metricsOf(
  storage: Storage,
  filter: ResponseFilter,
  confidence: Confidence,
  ranges?: DayRange[],
): Promise<Metric[]> {
  const grouping = { by: [], ...(ranges && { ranges }) };
  const answers = await storage.groupAnswers(filter, { ...grouping, sums: true });
  const displays = await storage.groupDisplays(filter, grouping);
  return answers.map((group, i) => metricOf(group, displays[i]!, confidence));
}

function metricOf(answers: AnswerGroup, displays: DisplayGroup, confidence: Confidence): Metric {
  const totals = totalsOf(answers.scores);
  const sample = sampleOf(totals);
  const { display_count, answered_count } = displays;
  return {
    ...npsFields(totals),
    confidence_interval: sample && confidenceInterval(sample, confidence),
    low_sample: isLowSample(totals.responses),
    score_distribution: answers.scores,
    average_score: averageScore(answers.scores),
    display_count,
    response_rate: display_count === 0 ? null : answered_count / display_count,
    comment_count: answers.comment_count,
    respondent_count: answers.sums?.respondent_count ?? 0,
    account_count: answers.sums?.account_count ?? 0,
  };
}
