import type { Database } from 'better-sqlite3';
import { afterDisplay, mayAsk, type PersonHistory, type SurveyHistory } from '../../../../shared/eligibility.ts';
import type { ClaimOutcome, DisplayRequest } from '../../storage.ts';
import type { Interning } from '../interning.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

interface StoredDisplay {
  survey_id: number;
  respondent_id: number | null;
  displayed_at: number;
}

type AskingRow = SurveyHistory & { survey_id: number };

/** Decides by the person's history and, when the answer is yes, records the display: one transaction, so one of many claims wins. */
export function claimDisplay(db: Database, interning: Interning) {
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
  const findAsking = db.prepare<[number, number], AskingRow>(
    `select survey_id, wave_started_at, displays_in_wave, last_shown_at, last_answer_at
     from asking
     where project_id = ? and respondent_id = ?`,
  );
  const putAsking = db.prepare(
    `insert into asking (project_id, respondent_id, survey_id, wave_started_at, displays_in_wave, last_shown_at,
       last_answer_at, before_last_display)
     values (@project, @person, @survey, @wave_started_at, @displays_in_wave, @last_shown_at, @last_answer_at, @before)
     on conflict do update set
       wave_started_at = excluded.wave_started_at,
       displays_in_wave = excluded.displays_in_wave,
       last_shown_at = excluded.last_shown_at,
       before_last_display = excluded.before_last_display`,
  );

  function historyOf(project: number, person: number | undefined, survey: number): PersonHistory {
    const rows = person === undefined ? [] : findAsking.all(project, person);
    const others = rows.filter((row) => row.survey_id !== survey).map((row) => row.last_shown_at);
    return {
      survey: rows.find((row) => row.survey_id === survey),
      other_survey_shown_at: others.length === 0 ? null : Math.max(...others),
    };
  }

  return (claim: DisplayRequest): ClaimOutcome => {
    const { project_id: project, now } = claim;
    const survey = claim.survey.internal_id;
    const { pressure } = claim.survey.survey;
    const display = bytesOfUuid(claim.display_id);
    const known = claim.person && interning.findPerson(project, claim.person);

    const earlier = findDisplay.get(project, display);
    if (earlier) {
      const same = earlier.survey_id === survey && earlier.respondent_id === (known ?? null);
      return same ? { outcome: 'shown', displayed_at: earlier.displayed_at } : { outcome: 'id_reused' };
    }

    const history = claim.person && historyOf(project, known, survey);
    const verdict = mayAsk(pressure, history, now);
    if (!verdict.ask) return { outcome: 'refused', verdict };

    const person = claim.person ? interning.person(project, claim.person) : null;
    insertDisplay.run({
      project,
      display,
      survey,
      version: claim.survey_version,
      person,
      account: claim.account === undefined ? null : interning.account(project, claim.account),
      traits: interning.traits(project, claim.traits),
      locale: claim.locale === undefined ? null : interning.label(project, claim.locale),
      touchpoint: claim.touchpoint === undefined ? null : interning.label(project, claim.touchpoint),
      device: claim.device ?? null,
      url_path: claim.url_path ?? null,
      identity: claim.identity,
      day: claim.day,
      now,
    });
    if (person !== null) {
      const before = history?.survey;
      putAsking.run({
        ...afterDisplay(pressure, before, now),
        project,
        person,
        survey,
        before: before ? JSON.stringify(before) : 'none',
      });
    }
    return { outcome: 'shown', displayed_at: now };
  };
}
