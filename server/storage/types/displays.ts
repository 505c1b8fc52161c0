import type { Device, Identity, Traits } from '../../../shared/contract/common.ts';
import type { DismissalReason } from '../../../shared/contract/collector.ts';
import type { Survey } from '../../../shared/contract/surveys.ts';
import type { Verdict } from '../../../shared/eligibility.ts';

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
