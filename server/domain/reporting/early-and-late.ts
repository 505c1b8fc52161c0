import type { Coverage } from '../../../shared/contract/coverage.ts';
import { categoryOf, npsFields } from '../../../shared/nps.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import type { AnswerDelay, PeopleColumns } from '../../storage/storage.ts';
import { differenceBetween } from './comparison.ts';
import { countedOf, type Counted } from './counted.ts';

/**
 * Those who took longest to answer against the others: people who hesitate are the nearest to those who stay silent.
 *
 * Source: J. S. Armstrong and T. S. Overton, "Estimating Nonresponse Bias in Mail Surveys", Journal of Marketing Research
 * 14(3), 1977.
 */
export function earlyAndLate(answers: AnswerDelay[], confidence: Confidence): Coverage['early_and_late'] {
  const median = medianDelay(answers);
  const early = countedAnswers(
    answers.filter(({ delay_ms }) => delay_ms <= median),
    confidence,
  );
  const late = countedAnswers(
    answers.filter(({ delay_ms }) => delay_ms > median),
    confidence,
  );
  return {
    response_count: answers.length,
    median_delay_s: answers.length === 0 ? null : median / 1000,
    early: scoreOf(early),
    late: scoreOf(late),
    ...differenceBetween(late, early, confidence),
  };
}

/** The lower one of two. */
function medianDelay(answers: AnswerDelay[]): number {
  const delays = answers.map(({ delay_ms }) => delay_ms).sort((a, b) => a - b);
  return delays[Math.ceil(delays.length / 2) - 1] ?? 0;
}

function scoreOf({ totals }: Counted): Coverage['early_and_late']['early'] {
  const { nps, nps_exact, response_count } = npsFields(totals);
  return { nps, nps_exact, response_count };
}

function countedAnswers(answers: AnswerDelay[], confidence: Confidence): Counted {
  return countedOf(peopleOf(answers), { respondents: 'all', unit: 'respondent', cluster: 'respondent', confidence });
}

function peopleOf(answers: AnswerDelay[]): PeopleColumns {
  const people = new Map<unknown, AnswerDelay[]>();
  for (const answer of answers) {
    const person = answer.respondent || answer;
    const known = people.get(person);
    if (known) known.push(answer);
    else people.set(person, [answer]);
  }
  const rows = [...people.values()];
  const howMany = (category: string) =>
    Uint32Array.from(rows, (row) => row.filter(({ score }) => categoryOf(score) === category).length);
  return {
    respondent: Uint32Array.from(rows, (row) => row[0]!.respondent),
    account: new Uint32Array(rows.length),
    answers: Uint32Array.from(rows, (row) => row.length),
    promoters: howMany('promoter'),
    detractors: howMany('detractor'),
    latest: Uint8Array.from(rows, (row) => row[0]!.score),
  };
}
