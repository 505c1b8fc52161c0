import type { NpsTotals } from '../../../shared/nps.ts';
import type { ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { SharedPeople } from '../../../shared/statistics/shared-people.ts';
import type { DayRange } from './filters.ts';

/** What answers and displays may be grouped by. */
export type Dimension =
  | 'survey'
  | 'survey_version'
  | 'channel'
  | 'locale'
  | 'touchpoint'
  | 'identity'
  | { trait: string };

export interface Grouping {
  by: Dimension[];
  /**
   * Half-open ranges that stand in place of the filter's days, in any order; they may overlap, each is counted by itself.
   * Absent: one range, the filter's own days.
   */
  ranges?: DayRange[];
}

/** How many of its people answered, in the range. */
export type BreakdownDimension = Dimension | 'account_size';

/** Whose answers count, as what, and whose resemble each other: a company counts by the latest answer of each of its people. */
export interface Clustering {
  respondents: 'all' | 'latest';
  unit: 'respondent' | 'account';
  cluster: 'respondent' | 'account';
}

export interface AnswerCount {
  /** How many gave each score, 0 to 10. */
  scores: number[];
  comment_count: number;
  sums: PeopleSums;
}

/**
 * Whom answers come from, and sums over those who resemble themselves: people, or companies and people without one. An answer of
 * nobody known is of somebody else each time.
 */
export interface PeopleSums extends ClusterSums {
  /** As `AnswerCount.scores`, of the latest answer of each person where those count. */
  scores: number[];
  /** What the NPS is of: answers, or companies. */
  totals: NpsTotals;
  people_count: number;
  /** Those who are known. */
  respondent_count: number;
  /** Accounts that somebody belongs to, by the latest answer in the range. */
  account_count: number;
  /** People without an account, where companies count. */
  unassigned_count: number;
  /** Each company by its internal id, where they count: how many people, and the sum of their latest scores. */
  accounts?: { id: number; people: number; sum: number }[];
}

export interface AnswersBrokenDown {
  key: GroupKey;
  sums: PeopleSums;
  /** Of all other groups, and of those who answered in both. */
  rest: ClusterSums & { shared: SharedPeople };
}

/** One value per dimension; `null` where there is none. Surveys by public id. */
export type GroupKey = (string | number | boolean | null)[];

/** Groups without displays are absent, except that each range has its one, perhaps empty, group when nothing is grouped by. */
export interface DisplayGroup {
  key: GroupKey;
  range: number;
  display_count: number;
  /** Those that led to a response, whenever it came. */
  answered_count: number;
  dismissed_count: number;
}

export interface SaidBy {
  everybody: AnswerCount;
  /** In the order asked: how many answers, and promoters less detractors. */
  each: { answers: number; net: number }[];
}

export interface AnswerDelay {
  score: number;
  /** Internal id; 0 = not known. */
  respondent: number;
  /** At most seven weeks. */
  delay_ms: number;
}
