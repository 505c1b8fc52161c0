import { dateOfDay } from '../../shared/calendar/day.ts';
import { instantText } from '../../shared/calendar/instant.ts';
import type { Response } from '../../shared/contract/responses.ts';
import { categoryOf } from '../../shared/nps.ts';
import type { StoredResponse } from '../storage/storage.ts';

/** A stored answer as lists and exports tell it, in the order in which people read it. */
export function responseAnswer(stored: StoredResponse): Response {
  return {
    id: stored.id,
    survey_id: stored.survey_id,
    survey_version: stored.survey_version,
    kind: stored.kind,
    score: stored.score,
    category: categoryOf(stored.score),
    comment: stored.comment,
    contact_ok: stored.contact_ok,
    channel: stored.channel,
    identity: stored.identity,
    locale: stored.locale,
    touchpoint: stored.touchpoint,
    url_path: stored.url_path,
    respondent_id: stored.respondent_id,
    account_id: stored.account_id,
    traits: stored.traits,
    responded_at: instantText(stored.responded_at),
    changed_at: stored.changed_at === null ? null : instantText(stored.changed_at),
    updated_at: instantText(stored.updated_at),
    day: dateOfDay(stored.day),
    tags: stored.tags,
    excluded: stored.excluded !== null,
    exclusion_reason: stored.excluded,
    flags: stored.flags,
  };
}
