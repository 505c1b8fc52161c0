import type { Database } from 'better-sqlite3';
import { clockIn } from '../../../../shared/calendar/clock.ts';
import { mayAsk } from '../../../../shared/eligibility.ts';
import { afterDisplay } from '../../../../shared/eligibility/memory.ts';
import type { ClaimOutcome, DisplayRequest } from '../../storage.ts';
import { knownFacts } from '../asking/known-facts.ts';
import { memoryRows } from '../asking/memory-rows.ts';
import { mergeDevice } from '../asking/merge-device.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { numberOf } from '../stored-words.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

interface StoredDisplay {
  survey_id: number;
  respondent_id: number | null;
  displayed_at: number;
}

/**
 * Decides by the person's history and, when the answer is yes, records the display: one transaction, so one of many claims wins.
 * `isGranted`: it was yes when this was decided before.
 */
export function claimDisplay(db: Database, interning: Interning, stamp: ChangeStamp) {
  const findDisplay = db.prepare<[number, Buffer], StoredDisplay>(
    `select survey_id, respondent_id, displayed_at
     from display
     where project_id = ? and display_id = ?`,
  );
  const insertDisplay = db.prepare(
    `insert into display (project_id, display_id, survey_id, survey_version, respondent_id, account_id, trait_set_id,
       locale_id, touchpoint_id, device, url_path, identity, day, displayed_at)
     values (@project, @display, @survey, @version, @person, @account, @traits,
       @locale, @touchpoint, @device, @url_path, @identity, @day, @now)`,
  );
  const countAsk = db.prepare(
    `update account
     set asked_count = case when asked_day = @day then asked_count + 1 else 1 end, asked_day = @day
     where project_id = @project and account_id = @account`,
  );
  const factsOf = knownFacts(db);
  const memories = memoryRows(db);
  const merge = mergeDevice(db, stamp);

  function mergeDeviceOf({ project_id: project, person, device_id, identity, now }: DisplayRequest): void {
    if (!person || person.anonymous || device_id === undefined) return;
    const number = interning.person(project, person);
    merge({ project, device: device_id, person: { number, id: person.id }, identity, now });
  }

  return (claim: DisplayRequest, isGranted = false): ClaimOutcome => {
    const { project_id: project, now } = claim;
    const { internal_id: number, survey } = claim.survey;
    const display = bytesOfUuid(claim.display_id);
    const clock = clockIn(claim.time_zone, now);
    mergeDeviceOf(claim);
    const facts = factsOf({
      project_id: project,
      person: claim.person,
      account: claim.account,
      survey: number,
      hasQuota: survey.targeting.quota?.responses !== undefined,
      today: clock.today,
    });

    const earlier = findDisplay.get(project, display);
    if (earlier) {
      const same = earlier.survey_id === number && earlier.respondent_id === (facts.personNumber ?? null);
      return same ? { outcome: 'shown', displayed_at: earlier.displayed_at } : { outcome: 'id_reused' };
    }

    const traits = { ...claim.traits, ...facts.toldTraits };
    if (!isGranted) {
      const verdict = mayAsk({ ...facts, survey, surveyNumber: number, traits, locale: claim.locale, clock });
      if (!verdict.ask) return { outcome: 'refused', verdict };
    }

    const person = claim.person ? (facts.personNumber ?? interning.person(project, claim.person)) : null;
    const account = facts.account ? (facts.accountNumber ?? interning.account(project, facts.account.id)) : null;
    insertDisplay.run({
      project,
      display,
      survey: number,
      version: claim.survey_version,
      person,
      account,
      traits: interning.traits(project, traits),
      locale: claim.locale === undefined ? null : interning.label(project, claim.locale),
      touchpoint: claim.touchpoint === undefined ? null : interning.label(project, claim.touchpoint),
      device: claim.device === undefined ? null : numberOf('device', claim.device),
      url_path: claim.url_path ?? null,
      identity: numberOf('identity', claim.identity),
      day: clock.today,
      now,
    });
    if (person !== null) memories.write(project, person, afterDisplay(facts.person!.memory, number, survey, clock));
    if (account !== null) countAsk.run({ project, account, day: clock.today });
    return { outcome: 'shown', displayed_at: now };
  };
}
