import type { Ask, Inputs } from './eligibility/ask.ts';
import { AUDIENCE_RULES } from './eligibility/audience-rules.ts';
import { REST_RULES } from './eligibility/rest-rules.ts';
import { SURVEY_RULES } from './eligibility/survey-rules.ts';

/** In the order in which they are asked: what no time will change comes first, so that its answer is the one given. */
const RULES = [...SURVEY_RULES, ...AUDIENCE_RULES, ...REST_RULES];

/** Why somebody is not asked now. Secret keys see these; a browser sees only the coarse refusal that `refusalOf` gives. */
export type Because = (typeof RULES)[number]['because'];

/** `retry_at` is the epoch millisecond at which the rule that refused would pass; `null` when time alone changes nothing. */
export type Verdict = { ask: true } | { ask: false; because: Because; retry_at: number | null };

/** What one rule says of an ask; `passes_at` as `retry_at` above, `null` as well for a rule that passes. */
export interface RuleVerdict {
  rule: Because;
  passes: boolean;
  passes_at: number | null;
  inputs: Inputs;
}

/** May this person be asked this survey now? The first rule that refuses gives the reason. */
export function mayAsk(ask: Ask): Verdict {
  for (const { because, refusesUntil } of RULES) {
    const retry_at = refusesUntil(ask);
    if (retry_at !== undefined) return { ask: false, because, retry_at };
  }
  return { ask: true };
}

/** Every rule with what it looked at, in the order in which `mayAsk` asks them. */
export function explain(ask: Ask): RuleVerdict[] {
  return RULES.map(({ because, refusesUntil, inputs }) => {
    const until = refusesUntil(ask);
    return { rule: because, passes: until === undefined, passes_at: until ?? null, inputs: inputs(ask) };
  });
}
