import type { Channel, Device, Identity, Kind, Traits, TraitValue } from '../../shared/contract/common.ts';
import type { AuditAction } from '../../shared/contract/audit.ts';
import type { DismissalReason } from '../../shared/contract/collector.ts';
import type { Scope } from '../../shared/contract/keys.ts';
import type { Account, Respondent } from '../../shared/contract/people.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import type { Trait } from '../../shared/contract/traits.ts';
import type { Verdict } from '../../shared/eligibility.ts';
import type { KnownFacts } from '../../shared/eligibility/ask.ts';
import type { Flag } from '../../shared/flags.ts';
import type { ExportTable } from '../domain/export/line-format.ts';
import type { NpsTotals } from '../../shared/nps.ts';
import type { ProjectSettings, Retention } from '../../shared/project-settings.ts';
import type { ClusterSums } from '../../shared/statistics/clusters.ts';
import type { SharedPeople } from '../../shared/statistics/shared-people.ts';

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
  /** Every tag of every answer, the latest answers first; excluded answers do not count. */
  listTagged(filter: ResponseFilter): Promise<TaggedAnswer[]>;
  /** The latest comments; excluded answers do not count. */
  listComments(filter: ResponseFilter, limit: number): Promise<CommentedAnswer[]>;
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

export interface NewProject {
  public_id: string;
  public_key: string;
  name: string;
  mode: 'live' | 'test';
  time_zone: string;
  created_at: number;
}

export interface Project extends NewProject {
  id: number;
  settings: ProjectSettings;
  /** Grows with every change that a browser's configuration depends on. */
  revision: number;
}

export interface ProjectChange {
  name?: string;
  time_zone?: string;
  settings?: Partial<ProjectSettings>;
}

/** How a project counts its days and its years, from now on and for all that was stored. */
export interface CalendarChange {
  project_id: number;
  time_zone: string;
  /** 1–12. */
  fiscal_start_month: number;
  /** The zone as numbers: how far its clocks stand ahead of UTC since each of these instants, the earliest first. */
  offsets: { since: number; offset_ms: number }[];
  actor: string;
  now: number;
}

/** How many rows were dated anew: those whose day in the new zone is another one. */
export interface CalendarOutcome {
  response_count: number;
  display_count: number;
}

/** An account with the small number that rows carry in place of its own id. */
export interface KnownAccount {
  internal_id: number;
  id: string;
}

/** Columns by the small number of the account; 0 is of those without one. A person belongs to the account of the latest answer in the range. */
export interface AccountAnswers {
  /** How many people: each answer of nobody known is somebody. */
  people: Uint32Array;
  /** The scores of their latest answers. */
  sum: Uint32Array;
  /** All their answers. */
  answers: Uint32Array;
}

export interface AccountTraits {
  /** By the vendor's server. */
  told: Traits;
  /** The snapshot of its latest answer: of the account and of who answered alike. */
  answered: Traits;
}

/** Epoch milliseconds by the small number of the account, 0 for never; a number beyond the end is of an account without any. */
export interface AccountActivity {
  last_answered_at: Float64Array;
  last_asked_at: Float64Array;
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

/** A named date (`end` null) or range of days on the time line. */
export interface Marker {
  id: string;
  name: string;
  start: number;
  end: number | null;
}

export interface NewKey {
  project_id: number;
  /** The eight characters between `elv_sk_` and the secret part: they name the key without giving it away. */
  name: string;
  hash: Uint8Array;
  scopes: Scope[];
  created_at: number;
  expires_at: number | null;
}

export interface StoredKey {
  project: Project;
  name: string;
  hash: Uint8Array;
  scopes: Scope[];
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** Days since 1970-01-01, UTC. */
  last_used_day: number | null;
}

export interface KeyRevocation {
  project_id: number;
  name: string;
  actor: string;
  now: number;
}

export interface KeyUse {
  project_id: number;
  name: string;
  day: number;
}

export interface AccountTold {
  project_id: number;
  id: string;
  started_day?: number | null | undefined;
  /** `null` takes a trait away. */
  traits?: Record<string, TraitValue | null> | undefined;
}

export interface RespondentTold extends AccountTold {
  account_id?: string | null | undefined;
  opted_out?: boolean | undefined;
  now: number;
}

export interface StoredSigningKey {
  project_id: number;
  kid: string;
  secret: string;
  created_at: number;
  revoked_at: number | null;
}

export interface NewSigningKey extends Omit<StoredSigningKey, 'revoked_at'> {
  actor: string;
}

export interface SigningKeyRevocation {
  project_id: number;
  kid: string;
  actor: string;
  now: number;
}

/** What servers told of a person, and what the person did. */
export interface KnownPerson extends Omit<Respondent, 'id'> {
  responses: StoredResponse[];
  displays: PersonDisplay[];
}

export interface PersonDisplay {
  id: string;
  survey_id: string;
  survey_version: number;
  account_id: string | null;
  traits: Traits;
  locale: string | null;
  touchpoint: string | null;
  device: string | null;
  url_path: string | null;
  identity: Identity;
  displayed_at: number;
  outcome: string;
}

export interface Erasure {
  project_id: number;
  /** The external id. */
  id: string;
  actor: string;
  now: number;
}

export interface Erased {
  response_count: number;
  display_count: number;
}

export type ErasureOutcome = (Erased & { isFileClean: boolean }) | 'unknown';

/** A survey with the small number that rows carry in place of its public id. */
export interface StoredSurvey {
  internal_id: number;
  survey: Survey;
}

export interface DisplayRequest {
  project_id: number;
  display_id: string;
  survey: StoredSurvey;
  /** The version that the person was shown, which a long-open page may hold later than the survey itself. */
  survey_version: number;
  person: PersonName | undefined;
  /** The id of the device, when a person was identified on it: what it did before becomes theirs. */
  device_id?: string | undefined;
  account: string | undefined;
  /** What the page said. */
  traits: Traits;
  touchpoint: string | undefined;
  locale: string | undefined;
  url_path: string | undefined;
  device: Device | undefined;
  identity: Identity;
  now: number;
  /** The project's, to tell the day. */
  time_zone: string;
}

/** A respondent's own id, or the random id of a device. */
export interface PersonName {
  id: string;
  anonymous: boolean;
}

/** Whose facts a decision about one survey needs. */
export interface FactsQuery {
  project_id: number;
  person: PersonName | undefined;
  account: string | undefined;
  /** Internal id. */
  survey: number;
  hasQuota: boolean;
  today: number;
}

export type ClaimOutcome =
  | { outcome: 'shown'; displayed_at: number }
  | { outcome: 'refused'; verdict: Extract<Verdict, { ask: false }> }
  | { outcome: 'id_reused' };

export interface DisplayDismissal {
  project_id: number;
  display_id: string;
  reason: DismissalReason;
  /** The person wants no more questions, from any survey. */
  never_again?: boolean;
  now: number;
}

export interface ResponseRecord {
  project_id: number;
  response_id: string;
  display_id: string;
  channel: Channel;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
  responded_at: number;
  received_at: number;
  day: number;
}

export type RecordOutcome = 'created' | 'repeated' | 'id_reused' | 'display_answered' | 'unknown_display';

export interface ImportBatch {
  project_id: number;
  responses: ImportedResponse[];
  now: number;
  dry: boolean;
}

export interface ImportedResponse {
  response_id: string;
  /** Eight bytes that tell it from another answer of the same id. */
  original: Uint8Array;
  /** Internal id. */
  survey: number;
  survey_version: number;
  /** External ids. */
  respondent: string | null;
  account: string | null;
  traits: Traits;
  locale: string | null;
  touchpoint: string | null;
  url_path: string | null;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
  responded_at: number;
  day: number;
}

export type ImportOutcome = 'created' | 'repeated' | 'id_reused';

export interface ResponseEdit {
  project_id: number;
  response_id: string;
  score: number | undefined;
  /** `null` takes the comment away. */
  comment: string | null | undefined;
  contact_ok: boolean | undefined;
  now: number;
}

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

export interface Exclusion {
  project_id: number;
  response_id: string;
  /** `null` brings the answer back. */
  reason: string | null;
  actor: string;
  now: number;
}

export interface FlaggedExclusion {
  project_id: number;
  flags: readonly Flag[];
  /** False brings them back. */
  exclude: boolean;
  actor: string;
  now: number;
}

export interface Tagging {
  project_id: number;
  response_id: string;
  tags: string[];
  now: number;
}

/** Ids are internal, 0 where nobody is known. */
export interface ScoredAnswer {
  score: number;
  respondent: number;
  account: number;
}

export interface TaggedAnswer extends ScoredAnswer {
  tag: string;
}

export interface CommentedAnswer extends ScoredAnswer {
  comment: string;
  locale: string | null;
}

export interface AuditEntry {
  /** Grows by one with each entry of a project. */
  number: number;
  at: number;
  actor: string;
  action: AuditAction;
  subject: string;
  details: Record<string, string>;
}

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

export interface StoredResponse {
  id: string;
  survey_id: string;
  survey_version: number;
  kind: Kind;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
  channel: Channel;
  identity: Identity;
  locale: string | null;
  touchpoint: string | null;
  url_path: string | null;
  respondent_id: string | null;
  account_id: string | null;
  traits: Traits;
  responded_at: number;
  changed_at: number | null;
  /** Of any change: the answer's own, its tags, its exclusion. */
  updated_at: number;
  day: number;
  tags: string[];
  /** Why the answer does not count; `null` when it does. */
  excluded: string | null;
  flags: Flag[];
}
