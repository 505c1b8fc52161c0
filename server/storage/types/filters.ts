import type { Channel } from '../../../shared/contract/common.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import type { StoredResponse } from './responses.ts';

export interface DayRange {
  /** First day. */
  start: number;
  /** The day after the last one. */
  end: number;
}

export interface ResponseFilter {
  project_id: number;
  /** Internal ids; never empty. */
  surveys: number[];
  days: Partial<DayRange>;
  channel?: Channel;
  locale?: string;
  account?: string;
  touchpoint?: string;
  /** Only those whose identity was proved when they were asked. */
  identity?: 'verified';
  traits: { trait: Trait; values: (string | number | boolean)[] }[];
}

export interface ListFilter extends ResponseFilter {
  scores?: { low: number; high: number };
  commented?: boolean;
  tag?: string;
  /** Absent: answers that count. */
  excluded?: 'only' | 'any';
  /** What the comment must hold: each phrase, of one or more words; the last word may be the beginning of one. */
  phrases?: string[];
}

/** The order of a walk, and the place of the last row that the caller has. */
export interface ListWalk {
  /** By the time of the answer, or by the last change in the order of commits. */
  order: 'newest' | 'updated';
  after?: ListPlace | undefined;
  /** With `updated`: epoch milliseconds of the first change that matters. */
  updatedSince?: number | undefined;
}

export interface ListPlace {
  /** Meaning and unit are the engine's own. */
  at: number;
  id: string;
}

export interface ResponsePage {
  responses: StoredResponse[];
  /** Where the next page begins; absent on the last one. */
  next?: ListPlace;
}
