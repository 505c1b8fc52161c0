import type { Clock } from '../calendar/clock.ts';
import type { Day } from '../calendar/day.ts';
import type { Traits } from '../contract/common.ts';
import type { Survey } from '../contract/surveys.ts';
import type { PersonMemory } from './memory.ts';

/** One question to the rules, with all they may look at: may this person be asked this survey at this moment? */
export interface Ask extends Omit<KnownFacts, 'toldTraits'> {
  survey: Pick<Survey, 'id' | 'status' | 'targeting' | 'pressure' | 'schedule'>;
  /** The number by which the memory knows the survey. */
  surveyNumber: number;
  /** What pages and the vendor's servers said of the person and the account. */
  traits: Traits;
  locale: string | undefined;
  clock: Clock;
}

/** What the store knows that bears on one ask. */
export interface KnownFacts {
  /** `undefined` for somebody the server cannot tell apart from anybody else: no respondent id, no device id. */
  person: AskedPerson | undefined;
  account: AskedAccount | undefined;
  /** What the vendor's servers said of both. */
  toldTraits: Traits;
  /** Answers so far, where the survey has a quota of them. */
  answers: number;
}

export interface AskedPerson {
  id: string;
  /** Known by the device alone. */
  anonymous: boolean;
  startedOn: Day | null;
  /** Never wants to be asked again. */
  optedOut: boolean;
  memory: PersonMemory;
}

export interface AskedAccount {
  id: string;
  startedOn: Day | null;
  /** People of the account asked today, by any survey. */
  askedToday: number;
}

/** What a rule looked at, for people to read. */
export type Inputs = Record<string, string | number | boolean | null | object>;

/** One reason not to ask. */
export interface Rule<Because extends string = string> {
  /** The code of the refusal, which names the rule as well. */
  because: Because;
  /** The epoch millisecond at which the rule would let the survey through, `null` when time alone changes nothing; `undefined` now. */
  refusesUntil: (ask: Ask) => number | null | undefined;
  inputs: (ask: Ask) => Inputs;
}

/** Keeps the code's literal type. */
export function rule<const Because extends string>(
  because: Because,
  refusesUntil: Rule['refusesUntil'],
  inputs: Rule['inputs'],
): Rule<Because> {
  return { because, refusesUntil, inputs };
}
