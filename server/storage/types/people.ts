import type { Identity, Traits, TraitValue } from '../../../shared/contract/common.ts';
import type { Respondent } from '../../../shared/contract/people.ts';
import type { StoredResponse } from './responses.ts';

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
