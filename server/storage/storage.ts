import type { Account, Respondent } from '../../shared/contract/people.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import type { Trait } from '../../shared/contract/traits.ts';
import type { KnownFacts } from '../../shared/eligibility/ask.ts';
import type { ExportTable } from '../domain/export/line-format.ts';
import type { Retention } from '../../shared/project-settings.ts';
import type { SharedPeople } from '../../shared/statistics/shared-people.ts';
import type {
  AuditEntry,
  CalendarChange,
  CalendarOutcome,
  Marker,
  NewProject,
  Project,
  ProjectChange,
} from './types/projects.ts';
import type {
  KeyRevocation,
  KeyUse,
  NewKey,
  NewSigningKey,
  SigningKeyRevocation,
  StoredKey,
  StoredSigningKey,
} from './types/keys.ts';
import type { AccountTold, Erasure, ErasureOutcome, KnownPerson, RespondentTold } from './types/people.ts';
import type { ClaimOutcome, DisplayDismissal, DisplayRequest, FactsQuery, StoredSurvey } from './types/displays.ts';
import type {
  Exclusion,
  FlaggedExclusion,
  ImportBatch,
  ImportOutcome,
  NamedAnswers,
  RecordOutcome,
  ResponseEdit,
  ResponseRecord,
  StoredResponse,
  Tagging,
} from './types/responses.ts';
import type { DayRange, ListFilter, ListWalk, ResponseFilter, ResponsePage } from './types/filters.ts';
import type {
  AnswerCount,
  AnswerDelay,
  AnswersBrokenDown,
  BreakdownDimension,
  Clustering,
  DisplayGroup,
  Grouping,
  SaidBy,
} from './types/counts.ts';
import type { AccountActivity, AccountAnswers, AccountTraits, KnownAccount } from './types/accounts.ts';

export type * from './types/projects.ts';
export type * from './types/keys.ts';
export type * from './types/people.ts';
export type * from './types/displays.ts';
export type * from './types/responses.ts';
export type * from './types/filters.ts';
export type * from './types/counts.ts';
export type * from './types/accounts.ts';

/**
 * Everything the rest of the server may ask of a store: whole operations on plain data, each complete and durable when
 * its promise resolves. No transaction, row or statement leaves this folder, so that an engine may batch, move to a thread or
 * to another machine. A rule that refuses is an outcome, not an error; a rejected promise means the operation did not happen.
 *
 * Times are epoch milliseconds UTC, days are local dates as days since 1970-01-01 in the project's zone.
 */
export interface Storage {
  createProject(project: NewProject): Promise<Project>;
  listProjects(): Promise<Project[]>;
  /**
   * Replaces what is named and answers the project as it is now; `zone_in_use` when days were already counted and the
   * change would count them differently.
   */
  changeProject(projectId: number, change: ProjectChange): Promise<Project | 'zone_in_use'>;
  /** Dates every answer and display anew, and writes down who wanted it: all of it or nothing. */
  changeCalendar(change: CalendarChange): Promise<CalendarOutcome>;
  findProjectByPublicKey(publicKey: string): Promise<Project | undefined>;

  /** `actor` stands in the audit; a key that is made with its project has none. */
  createKey(key: NewKey, actor?: string): Promise<void>;
  /** All keys of that name, of whatever project: whoever shows one is recognised by its hash. */
  findKeys(name: string): Promise<StoredKey[]>;
  /** Oldest first. */
  listKeys(projectId: number): Promise<StoredKey[]>;
  /** Effective when it resolves. Revoking again changes nothing. */
  revokeKey(revocation: KeyRevocation): Promise<StoredKey | 'unknown_key'>;
  /** Writes down on which days keys were last used. */
  noteKeyUse(uses: KeyUse[]): Promise<void>;

  listTraits(projectId: number): Promise<Trait[]>;
  declareTrait(projectId: number, trait: Trait): Promise<void>;

  /** In the order of the time line. */
  listMarkers(projectId: number): Promise<Marker[]>;
  /** Stores a marker, or replaces the one of its id. */
  putMarker(projectId: number, marker: Marker): Promise<void>;
  deleteMarker(projectId: number, markerId: string): Promise<'deleted' | 'unknown_marker'>;

  listAccountIds(projectId: number): Promise<KnownAccount[]>;
  /** What is known of these accounts, by internal id, in the order asked. */
  accountTraits(projectId: number, accounts: number[]): Promise<AccountTraits[]>;
  /** What a server said of each account under this key, by internal id; accounts without a number are absent. */
  accountNumbers(projectId: number, trait: string): Promise<Map<number, number>>;

  /** What the vendor's servers say; what is not named stays as it is. Answers what is known then. */
  putRespondent(told: RespondentTold): Promise<Respondent>;
  putAccount(told: AccountTold): Promise<Account>;

  createSigningKey(key: NewSigningKey): Promise<void>;
  /** Oldest first, revoked ones included. */
  listSigningKeys(projectId: number): Promise<StoredSigningKey[]>;
  findSigningKey(projectId: number, kid: string): Promise<StoredSigningKey | undefined>;
  revokeSigningKey(revocation: SigningKeyRevocation): Promise<StoredSigningKey | 'unknown_signing_key'>;

  createSurvey(projectId: number, survey: Survey): Promise<void>;
  listSurveys(projectId: number): Promise<StoredSurvey[]>;
  findSurvey(projectId: number, surveyId: string): Promise<StoredSurvey | undefined>;
  /** Replaces a survey unless somebody else changed it after `readAt`, its `updated_at` when it was read. */
  replaceSurvey(projectId: number, survey: Survey, readAt: string): Promise<'replaced' | 'changed_meanwhile'>;

  /** Decides and records a display in one transaction: of many claims for one person at once, one is shown. */
  claimDisplay(claim: DisplayRequest): Promise<ClaimOutcome>;
  /** What is known of somebody that bears on asking them. */
  askingFacts(query: FactsQuery): Promise<KnownFacts>;
  dismissDisplay(dismissal: DisplayDismissal): Promise<'dismissed' | 'unknown_display'>;
  recordResponse(response: ResponseRecord): Promise<RecordOutcome>;
  /**
   * Stores answers that were given elsewhere, each once, and lets those who gave them rest. In the order given, what became of each;
   * `dry` only says what would.
   */
  importResponses(answers: ImportBatch): Promise<ImportOutcome[]>;
  /** The display that a response belongs to; its write token is what proves the right to change the response. */
  findDisplayOf(projectId: number, responseId: string): Promise<string | undefined>;
  changeResponse(change: ResponseEdit): Promise<'changed' | 'unknown_response' | 'closed'>;

  /**
   * Counts the answers of each range, which stand in place of the filter's days and may overlap; absent: of the filter's own days.
   * Excluded ones never count.
   */
  countAnswers(filter: ResponseFilter, clustering: Clustering, ranges?: DayRange[]): Promise<AnswerCount[]>;
  /** Sums over whoever answered in both ranges of each pair; they do not overlap. */
  sharedPeople(filter: ResponseFilter, pairs: [DayRange, DayRange][], clustering: Clustering): Promise<SharedPeople[]>;
  /** What everybody answered, and each of these people, by internal id. */
  saidBy(filter: ResponseFilter, respondents: number[]): Promise<SaidBy>;
  /** Counts answers by what they have in common, each group against all others; groups without answers are absent. */
  breakDownAnswers(
    filter: ResponseFilter,
    by: BreakdownDimension[],
    clustering: Clustering,
  ): Promise<AnswersBrokenDown[]>;
  /** Counts displays begun in the range; what was claimed and never drawn is left out. */
  groupDisplays(filter: ResponseFilter, grouping: Grouping): Promise<DisplayGroup[]>;
  /** The first day with an answer or a display; undefined when there is none. */
  findFirstDay(filter: ResponseFilter): Promise<number | undefined>;
  /** What each account said in each of the ranges, which stand in place of the filter's days. */
  accountAnswers(filter: ResponseFilter, ranges: DayRange[]): Promise<AccountAnswers[]>;
  /** 1 for each account, by internal id, that has people among those who answered. */
  heardAccounts(filter: ResponseFilter): Promise<Uint8Array>;
  /** When accounts were last asked and last answered by the surveys of the filter, whatever else it says. */
  accountActivity(filter: ResponseFilter): Promise<AccountActivity>;
  /**
   * How long after its display each of the latest answers came, 0 where it claims to be older; answers without a display are left out. Of
   * several that came at the same moment as the last one that is told, any may be.
   */
  answerDelays(filter: ResponseFilter, limit: number): Promise<AnswerDelay[]>;
  /** External ids by internal ones, in the order asked; `null` for 0 and for what is not there. */
  nameAccounts(projectId: number, ids: ArrayLike<number>): Promise<(string | null)[]>;
  nameRespondents(projectId: number, ids: ArrayLike<number>): Promise<(string | null)[]>;
  /** One page of a walk over answers. Other work goes on between the looks that a sparse filter needs. */
  listResponses(filter: ListFilter, walk: ListWalk, limit: number): Promise<ResponsePage>;
  /**
   * Every answer from the earliest on as lines of a file, some at a time; the next ones are read when they are asked for. As the bytes of
   * UTF-8, each of them one character (Latin-1).
   */
  exportResponses(filter: ListFilter, table: ExportTable): AsyncIterable<string>;
  findResponse(projectId: number, responseId: string): Promise<StoredResponse | undefined>;
  /** Takes an answer out of every number, or brings it back, and writes down who did. Repeating it changes nothing. */
  setExclusion(exclusion: Exclusion): Promise<'done' | 'unknown_response'>;
  /** Takes all that have one of the flags out of every number, or brings those back that went so. Resolves with how many. */
  excludeFlagged(exclusion: FlaggedExclusion): Promise<number>;
  /** Replaces all tags of an answer. */
  tagResponse(tagging: Tagging): Promise<'done' | 'unknown_response'>;
  /** Every tag of every answer, each by itself; excluded answers do not count. */
  listTagged(filter: ResponseFilter): Promise<NamedAnswers>;
  /**
   * The latest answers with a comment, by the terms of it; excluded ones do not count. Of several that came at the same moment as the last
   * one that is told, any may be.
   */
  listCommented(filter: ResponseFilter, limit: number): Promise<NamedAnswers>;
  /** What was done by hand, newest first, before the entry with the number `before`. */
  listAudit(projectId: number, before: number | undefined, limit: number): Promise<AuditEntry[]>;

  /** All that is known of a person, by the vendor's id or the one that an anonymous visitor's browser made. */
  findPerson(projectId: number, id: string): Promise<KnownPerson | undefined>;
  /** Removes a person with everything they said; when it resolves, no byte of it is in the files, unless `isFileClean` says otherwise. */
  eraseRespondent(erasure: Erasure): Promise<ErasureOutcome>;
  /** Removes a company, what was said on its behalf, and the people who spoke for no other. */
  eraseAccount(erasure: Erasure): Promise<ErasureOutcome>;
  /** Forgets what a project keeps no longer, some rows at a time. Resolves with how many rows were changed. */
  keepRetention(projectId: number, retention: Retention, now: number): Promise<number>;

  /** Resolves when whoever reads the store past this process finds all that was acknowledged. Rejects when it cannot be kept. */
  settle(): Promise<void>;
  /** Rejects when the store cannot answer. */
  ping(): Promise<void>;
  /** Finishes what was accepted, then lets go of the store. */
  close(): Promise<void>;
}
