import { numberOf } from '../stored-words.ts';

/** What of a stored answer is counted. Ids are small whole numbers, 0 where there is none. */
export interface CountedAnswer {
  survey: number;
  day: number;
  account: number;
  traitSet: number;
  setting: Setting;
  respondent: number;
  score: number;
  /** The number of its comment, of which none is given twice; 0 without one. */
  comment: number;
  /** Epoch milliseconds. */
  respondedAt: number;
  /** One more than the milliseconds since its display, `LONGEST_DELAY` at most; 0 without one. */
  delay: number;
}

/** A tag of an answer that counts. */
export interface CountedTag extends CountedAnswer {
  label: number;
}

export interface CountedDisplay {
  survey: number;
  day: number;
  account: number;
  traitSet: number;
  setting: Setting;
  outcome: Outcome;
  /** Epoch milliseconds. */
  displayedAt: number;
}

/** What a row shares with very many others. `channel` and `identity` are the numbers that rows have for words. */
export type Setting = [locale: number, touchpoint: number, channel: number, identity: number, version: number];

/** Where each part of a setting stands. */
export const PLACE = { locale: 0, touchpoint: 1, channel: 2, identity: 3, version: 4 } as const;

/** What became of a display. */
export const OUTCOMES = { ignored: 0, answered: 1, dismissed: 2 } as const;
export type Outcome = (typeof OUTCOMES)[keyof typeof OUTCOMES];

/** How the rows of one table are counted: in SQL, `row` stands for whatever names the row. */
export interface Counting<Counted> {
  table: string;
  /** A change of any of these is a change of what is counted. */
  columns: string[];
  /** What is read of a row, in the order that `read` takes it. */
  values: string[];
  /** Whether the row counts at all. */
  counts: string;
  /** Which changes their writer tells by itself. */
  told: { insert: boolean; update?: string };
  /** Takes the values from place `at` on. */
  read: (values: readonly number[], at: number) => Counted;
}

const SHARED = ['survey_id', 'day', 'account_id', 'trait_set_id', 'locale_id', 'touchpoint_id', 'survey_version'];
const SHARED_VALUES = [...SHARED.map((column) => `coalesce(row.${column}, 0)`), 'row.identity'];

const OPEN = numberOf('outcome', 'open');
const ANSWERED = numberOf('outcome', 'answered');
const NOT_DRAWN = numberOf('outcome', 'not_drawn');
const WIDGET = numberOf('channel', 'widget');

/** Seven weeks, in milliseconds: what four bytes hold. */
const LONGEST_DELAY = 2 ** 32 - 1;

export function countedDelay(delay: number | null): number {
  return delay === null ? 0 : Math.min(delay + 1, LONGEST_DELAY);
}

export const ANSWERS: Counting<CountedAnswer> = {
  table: 'response',
  columns: [
    ...SHARED,
    'identity',
    'channel',
    'respondent_id',
    'score',
    'responded_at',
    'delay_ms',
    // Follows every change of the comment.
    'comment_id',
    'excluded',
  ],
  values: [
    ...SHARED_VALUES,
    'row.channel',
    'coalesce(row.respondent_id, 0)',
    'row.score',
    'coalesce(row.comment_id, 0)',
    'row.responded_at',
    `coalesce(min(row.delay_ms + 1, ${LONGEST_DELAY}), 0)`,
  ],
  counts: 'row.excluded is null',
  told: { insert: true },
  read: (values, at) => ({
    survey: values[at]!,
    day: values[at + 1]!,
    account: values[at + 2]!,
    traitSet: values[at + 3]!,
    setting: [values[at + 4]!, values[at + 5]!, values[at + 8]!, values[at + 7]!, values[at + 6]!],
    respondent: values[at + 9]!,
    score: values[at + 10]!,
    comment: values[at + 11]!,
    respondedAt: values[at + 12]!,
    delay: values[at + 13]!,
  }),
};

export const DISPLAYS: Counting<CountedDisplay> = {
  table: 'display',
  columns: [...SHARED, 'identity', 'outcome', 'displayed_at'],
  values: [
    ...SHARED_VALUES,
    `case row.outcome when ${OPEN} then ${OUTCOMES.ignored} when ${ANSWERED} then ${OUTCOMES.answered} else ${OUTCOMES.dismissed} end`,
    'row.displayed_at',
  ],
  counts: `row.outcome <> ${NOT_DRAWN}`,
  told: { insert: false, update: `old.outcome = ${OPEN} and new.outcome = ${ANSWERED}` },
  read: (values, at) => ({
    survey: values[at]!,
    day: values[at + 1]!,
    account: values[at + 2]!,
    traitSet: values[at + 3]!,
    setting: displaySetting(values[at + 4]!, values[at + 5]!, values[at + 7]!, values[at + 6]!),
    outcome: values[at + 8] as Outcome,
    displayedAt: values[at + 9]!,
  }),
};

/** Only the widget displays; an answer by another channel has no display to be measured against. */
export function displaySetting(
  locale: number | null,
  touchpoint: number | null,
  identity: number,
  version: number,
): Setting {
  return [locale ?? 0, touchpoint ?? 0, WIDGET, identity, version];
}
