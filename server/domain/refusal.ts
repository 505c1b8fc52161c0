import type { Refusal } from '../../shared/contract/collector.ts';
import type { Because, Verdict } from '../../shared/eligibility.ts';

const COARSE: Record<Because, Refusal> = {
  survey_not_live: 'closed',
  needs_identity: 'not_selected',
  asked_once: 'not_selected',
  resting_after_answer: 'not_now',
  resting_after_dismissal: 'not_now',
  resting_after_other_survey: 'not_now',
  wave_full: 'not_now',
};

/** What a browser may know of a refusal: not whether a stranger's id has answered, only when to try again. */
export function refusalOf(
  verdict: Extract<Verdict, { ask: false }>,
  now: number,
): { because: Refusal; retry_after_s?: number } {
  const because = COARSE[verdict.because];
  if (verdict.retry_at === null) return { because };
  return { because, retry_after_s: Math.max(0, Math.ceil((verdict.retry_at - now) / 1000)) };
}
