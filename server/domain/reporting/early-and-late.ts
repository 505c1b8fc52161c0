import type { Coverage } from '../../../shared/contract/coverage.ts';
import { npsFields, totalsOf } from '../../../shared/nps.ts';
import { clusteredSample } from '../../../shared/statistics/clusters.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import type { AnswerDelay } from '../../storage/storage.ts';
import { saidByEach, sharedClusters, sumsOfClusters } from './clusters.ts';
import { differenceBetween } from './comparison.ts';

/**
 * Those who took longest to answer against the others: people who hesitate are the nearest to those who stay silent.
 *
 * Source: J. S. Armstrong and T. S. Overton, "Estimating Nonresponse Bias in Mail Surveys", Journal of Marketing Research
 * 14(3), 1977.
 */
export function earlyAndLate(answers: AnswerDelay[], confidence: Confidence): Coverage['early_and_late'] {
  const median = medianDelay(answers);
  const early = countedAnswers(answers.filter(({ delay_ms }) => delay_ms <= median));
  const late = countedAnswers(answers.filter(({ delay_ms }) => delay_ms > median));
  return {
    response_count: answers.length,
    median_delay_s: answers.length === 0 ? null : median / 1000,
    early: scoreOf(early),
    late: scoreOf(late),
    ...differenceBetween(late, early, sharedClusters(late.people, early.people), confidence),
  };
}

/** The lower one of two. */
function medianDelay(answers: AnswerDelay[]): number {
  const delays = Float64Array.from(answers, ({ delay_ms }) => delay_ms).sort();
  return delays[Math.ceil(delays.length / 2) - 1] ?? 0;
}

function countedAnswers(answers: AnswerDelay[]) {
  const scores = Array<number>(11).fill(0);
  for (const { score } of answers) scores[score]! += 1;
  const totals = totalsOf(scores);
  const people = saidByEach(answers);
  return { totals, people, sample: answers.length === 0 ? null : clusteredSample(totals, sumsOfClusters(people)) };
}

function scoreOf({ totals }: ReturnType<typeof countedAnswers>): Coverage['early_and_late']['early'] {
  const { nps, nps_exact, response_count } = npsFields(totals);
  return { nps, nps_exact, response_count };
}
