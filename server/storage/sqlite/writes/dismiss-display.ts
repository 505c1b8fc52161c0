import type { Database } from 'better-sqlite3';
import { afterDismissal, afterGivingBack } from '../../../../shared/eligibility/memory.ts';
import type { DisplayDismissal } from '../../storage.ts';
import { memoryRows } from '../asking/memory-rows.ts';
import { optOuts } from '../asking/opt-outs.ts';
import { numberOf } from '../stored-words.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

interface StoredDisplay {
  survey_id: number;
  respondent_id: number | null;
  account_id: number | null;
  day: number;
  displayed_at: number;
  outcome: number;
}

const OPEN = numberOf('outcome', 'open');

/** Ends an open display. One that was answered or ended before stays as it is, so a retry changes nothing. */
export function dismissDisplay(db: Database) {
  const findDisplay = db.prepare<[number, Buffer], StoredDisplay>(
    `select survey_id, respondent_id, account_id, day, displayed_at, outcome
     from display
     where project_id = ? and display_id = ?`,
  );
  const endDisplay = db.prepare(
    `update display
     set outcome = @outcome
     where project_id = @project_id and display_id = @display`,
  );
  const uncountAsk = db.prepare<[number, number, number]>(
    `update account
     set asked_count = asked_count - 1
     where project_id = ? and account_id = ? and asked_day = ? and asked_count > 0`,
  );
  const findPerson = db.prepare<[number, number], { id: string; anonymous: number }>(
    `select external_id as id, anonymous
     from respondent
     where project_id = ? and respondent_id = ?`,
  );
  const memories = memoryRows(db);
  const optedOut = optOuts(db);

  function optOut({ project_id, now }: DisplayDismissal, respondent: number | null): void {
    const person = respondent === null ? undefined : findPerson.get(project_id, respondent);
    if (person) optedOut.add(project_id, { id: person.id, anonymous: person.anonymous === 1 }, now);
  }

  return (dismissal: DisplayDismissal): 'dismissed' | 'unknown_display' => {
    const { project_id, reason, now } = dismissal;
    const display = bytesOfUuid(dismissal.display_id);
    const found = findDisplay.get(project_id, display);
    if (!found) return 'unknown_display';
    const { survey_id: survey, respondent_id: person, account_id: account } = found;
    if (dismissal.never_again) optOut(dismissal, person);
    if (found.outcome !== OPEN) return 'dismissed';

    endDisplay.run({ project_id, display, outcome: numberOf('outcome', reason) });
    const isGivenBack = reason === 'not_drawn';
    if (person !== null) {
      memories.change(project_id, person, (memory) =>
        isGivenBack ? afterGivingBack(memory, survey, found.displayed_at) : afterDismissal(memory, survey, now),
      );
    }
    if (isGivenBack && account !== null) uncountAsk.run(project_id, account, found.day);
    return 'dismissed';
  };
}
