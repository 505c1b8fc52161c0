import type { Database } from 'better-sqlite3';
import type { SurveyHistory } from '../../../../shared/eligibility.ts';
import type { DisplayDismissal } from '../../storage.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

interface StoredDisplay {
  survey_id: number;
  respondent_id: number | null;
  displayed_at: number;
  outcome: string;
}

/** Ends an open display. One that was answered or ended before stays as it is, so a retry changes nothing. */
export function dismissDisplay(db: Database) {
  const findDisplay = db.prepare<[number, Buffer], StoredDisplay>(
    `select survey_id, respondent_id, displayed_at, outcome
     from display
     where project_id = ? and display_id = ?`,
  );
  const endDisplay = db.prepare(
    `update display
     set outcome = @reason
     where project_id = @project_id and display_id = @display`,
  );
  const restFromNow = db.prepare(
    `update asking
     set last_shown_at = max(last_shown_at, @now), before_last_display = null
     where project_id = @project_id and respondent_id = @person and survey_id = @survey`,
  );
  const giveBack = givesClaimBack(db);

  return (dismissal: DisplayDismissal): 'dismissed' | 'unknown_display' => {
    const { project_id, reason, now } = dismissal;
    const display = bytesOfUuid(dismissal.display_id);
    const found = findDisplay.get(project_id, display);
    if (!found) return 'unknown_display';
    if (found.outcome !== 'open') return 'dismissed';

    endDisplay.run({ project_id, display, reason });
    const key = { project_id, person: found.respondent_id, survey: found.survey_id };
    if (reason === 'not_drawn') giveBack({ ...key, displayed_at: found.displayed_at });
    else restFromNow.run({ ...key, now });
    return 'dismissed';
  };
}

/** Puts the person's history back to what it was before the display that nobody saw, unless there was a later one. */
function givesClaimBack(db: Database) {
  const read = db.prepare<Key & { displayed_at: number }, { before_last_display: string | null }>(
    `select before_last_display
     from asking
     where project_id = @project_id and respondent_id = @person and survey_id = @survey
       and last_shown_at = @displayed_at`,
  );
  const restore = db.prepare(
    `update asking
     set wave_started_at = @wave_started_at, displays_in_wave = @displays_in_wave, last_shown_at = @last_shown_at,
       before_last_display = null
     where project_id = @project_id and respondent_id = @person and survey_id = @survey`,
  );
  const forget = db.prepare(
    `delete from asking
     where project_id = @project_id and respondent_id = @person and survey_id = @survey`,
  );

  return ({ displayed_at, ...key }: Key & { displayed_at: number }): void => {
    const before = read.get({ ...key, displayed_at })?.before_last_display;
    if (before === 'none') forget.run(key);
    else if (before) restore.run({ ...(JSON.parse(before) as SurveyHistory), ...key });
  };
}

interface Key {
  project_id: number;
  person: number | null;
  survey: number;
}
