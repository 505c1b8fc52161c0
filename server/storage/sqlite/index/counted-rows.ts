import { CHANNELS, IDENTITIES } from '../../../../shared/contract/common.ts';

/** What of a stored answer is counted. Ids are small whole numbers, 0 where there is none. */
export interface CountedAnswer {
  survey: number;
  day: number;
  account: number;
  setting: Setting;
  respondent: number;
  score: number;
  commented: boolean;
  /** Epoch milliseconds. */
  respondedAt: number;
}

export interface CountedDisplay {
  survey: number;
  day: number;
  account: number;
  setting: Setting;
  outcome: Outcome;
}

/** What a row shares with many others. `channel` and `identity` are places in `CHANNELS` and `IDENTITIES`. */
export type Setting = [
  traitSet: number,
  locale: number,
  touchpoint: number,
  channel: number,
  identity: number,
  version: number,
];

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
  read: (values: readonly unknown[]) => Counted;
}

const SHARED = ['survey_id', 'day', 'account_id', 'trait_set_id', 'locale_id', 'touchpoint_id', 'survey_version'];

const ANSWER_COLUMNS = [...SHARED, 'identity', 'channel', 'respondent_id', 'score', 'responded_at'];
export const ANSWERS: Counting<CountedAnswer> = {
  table: 'response',
  columns: [...ANSWER_COLUMNS, 'comment', 'excluded'],
  values: [...ANSWER_COLUMNS.map((column) => `row.${column}`), 'row.comment is not null'],
  counts: 'row.excluded is null',
  read(values) {
    const [survey, day, account, traitSet, locale, touchpoint, version, identity, channel, respondent, ...rest] =
      values as AnswerValues;
    const [score, respondedAt, commented] = rest;
    return {
      survey,
      day,
      account: account ?? 0,
      setting: [
        traitSet ?? 0,
        locale ?? 0,
        touchpoint ?? 0,
        placeOf(CHANNELS, channel),
        placeOf(IDENTITIES, identity),
        version,
      ],
      respondent: respondent ?? 0,
      score,
      commented: commented === 1,
      respondedAt,
    };
  },
};

const DISPLAY_COLUMNS = [...SHARED, 'identity', 'outcome'];
export const DISPLAYS: Counting<CountedDisplay> = {
  table: 'display',
  columns: DISPLAY_COLUMNS,
  values: DISPLAY_COLUMNS.map((column) => `row.${column}`),
  counts: `row.outcome <> 'not_drawn'`,
  read(values) {
    const [survey, day, account, traitSet, locale, touchpoint, version, identity, outcome] = values as DisplayValues;
    return {
      survey,
      day,
      account: account ?? 0,
      // Only the widget displays; an answer by another channel has no display to be measured against.
      setting: [traitSet ?? 0, locale ?? 0, touchpoint ?? 0, WIDGET, placeOf(IDENTITIES, identity), version],
      outcome: OUTCOME_OF[outcome] ?? OUTCOMES.dismissed,
    };
  },
};

type Id = number | null;
type SharedValues = [
  survey: number,
  day: number,
  account: Id,
  traitSet: Id,
  locale: Id,
  touchpoint: Id,
  version: number,
];
type AnswerValues = [
  ...SharedValues,
  identity: string,
  channel: string,
  respondent: Id,
  score: number,
  respondedAt: number,
  commented: number,
];
type DisplayValues = [...SharedValues, identity: string, outcome: string];

const OUTCOME_OF: Partial<Record<string, Outcome>> = { open: OUTCOMES.ignored, answered: OUTCOMES.answered };
const WIDGET = CHANNELS.indexOf('widget');

function placeOf(words: readonly string[], word: string): number {
  return words.indexOf(word);
}
