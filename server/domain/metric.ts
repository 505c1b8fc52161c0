import type { Bucket } from '../../shared/contract/reporting.ts';
import { averageScore, npsFields, totalsOf } from '../../shared/nps.ts';
import type { Confidence } from '../../shared/statistics/confidence.ts';
import { confidenceInterval } from '../../shared/statistics/interval.ts';
import { isLowSample, sampleOf } from '../../shared/statistics/sample.ts';
import type { PeopleCount, ScoreTally } from '../storage/storage.ts';

/** One number with everything that says how far to trust it. */
export type Metric = Omit<Bucket, 'label' | 'since' | 'until' | 'partial'>;

export function metricOf(tally: ScoreTally, people: PeopleCount, confidence: Confidence): Metric {
  const totals = totalsOf(tally.scores);
  const sample = sampleOf(totals);
  const { display_count, answered_display_count } = tally;
  return {
    ...npsFields(totals),
    confidence_interval: sample && confidenceInterval(sample, confidence),
    low_sample: isLowSample(totals.responses),
    score_distribution: tally.scores,
    average_score: averageScore(tally.scores),
    display_count,
    response_rate: display_count === 0 ? null : answered_display_count / display_count,
    comment_count: tally.comment_count,
    ...people,
  };
}

export function sumOfTallies(tallies: ScoreTally[]): ScoreTally {
  const sum: ScoreTally = {
    scores: Array<number>(11).fill(0),
    comment_count: 0,
    display_count: 0,
    answered_display_count: 0,
  };
  for (const tally of tallies) {
    tally.scores.forEach((count, score) => (sum.scores[score]! += count));
    sum.comment_count += tally.comment_count;
    sum.display_count += tally.display_count;
    sum.answered_display_count += tally.answered_display_count;
  }
  return sum;
}
