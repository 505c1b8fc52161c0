import type { Channel, Identity, Kind, Traits } from '../../../shared/contract/common.ts';
import type { Flag } from '../../../shared/flags.ts';

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
  /** Sixteen bytes. */
  response_id: Uint8Array;
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

/** Answers in columns, and what each is about. Those of somebody who has several accounts stand with the latest first. */
export interface NamedAnswers {
  scores: Uint8Array;
  /** Internal ids, 0 where nobody is known. */
  respondents: Uint32Array;
  accounts: Uint32Array;
  /** The answer at a place is about `names` from `starts[place]` to before `starts[place + 1]`, no two of which are the same. */
  starts: Uint32Array;
  /** Places in `texts`, each of which is named at least once. */
  names: Uint32Array;
  texts: string[];
}
