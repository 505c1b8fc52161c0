import type { Refusal } from '../../shared/contract/collector.ts';
import type { Because, Verdict } from '../../shared/eligibility.ts';

const COARSE: Record<Because, Refusal> = {
  survey_not_live: 'closed',
  not_started: 'closed',
  past_last_day: 'closed',
  enough_answers: 'closed',
  excluded: 'not_selected',
  opted_out: 'not_selected',
  needs_identity: 'not_selected',
  other_locale: 'not_selected',
  traits_differ: 'not_selected',
  started_recently: 'not_now',
  not_sampled: 'not_selected',
  asked_once: 'not_selected',
  resting_after_answer: 'not_now',
  answered_this_wave: 'not_now',
  resting_after_dismissal: 'not_now',
  wave_full: 'not_now',
  resting_after_other_survey: 'not_now',
  slot_to_come: 'not_now',
  account_asked_today: 'not_now',
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
