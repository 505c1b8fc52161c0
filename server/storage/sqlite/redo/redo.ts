import type { DisplayDismissal, DisplayRequest, ResponseEdit, ResponseRecord } from '../../storage.ts';

/**
 * An operation as the journal holds it: what it was given, and what it decided by more than the database. Carried out again on the
 * database as it was, it does the same.
 */
export type Redo =
  | ['answer', ResponseRecord, flags: number]
  | ['claim', Claimed]
  | ['change', ResponseEdit]
  | ['dismissal', DisplayDismissal];

/** A display that was granted; the survey by its public id. */
export type Claimed = Omit<DisplayRequest, 'survey'> & { survey: string };

/** What an operation leaves to be kept: nothing, something that the journal can hold, or what only the database can. */
export type Trace = 'nothing' | Redo | 'database';

export interface Done<Outcome = unknown> {
  outcome: Outcome;
  trace: Trace;
}
