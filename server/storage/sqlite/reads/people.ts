import type { Database } from 'better-sqlite3';
import { dateOfDay } from '../../../../shared/calendar/day.ts';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { KnownPerson, PersonDisplay } from '../../storage.ts';
import { optOuts } from '../asking/opt-outs.ts';
import { wordOf } from '../stored-words.ts';
import { uuidOfBytes } from '../uuid-bytes.ts';
import { RESPONSES_OF_PAGE, storedResponse, type ResponseRow } from './responses.ts';

type DisplayRow = Omit<PersonDisplay, 'id' | 'traits' | 'device' | 'identity' | 'outcome'> & {
  display_id: Buffer;
  traits: string | null;
  device: number | null;
  identity: number;
  outcome: number;
};

interface PersonRow {
  respondent_id: number;
  anonymous: 0 | 1;
  account_id: string | null;
  traits: string | null;
  started_day: number | null;
}

/** Everything that is known of one person. */
export function peopleReads(db: Database) {
  const people = db.prepare<{ project_id: number; id: string }, PersonRow>(
    `with person as (select respondent_id from respondent where project_id = @project_id and external_id = @id)
     select respondent_id, anonymous, account.external_id as account_id, respondent.traits, respondent.started_day
     from respondent
     left join account using (project_id, account_id)
     where project_id = @project_id
       and (respondent.external_id = @id or merged_into in (select respondent_id from person))
     order by anonymous`,
  );
  const optedOut = optOuts(db);
  const responses = db.prepare<[number, string], ResponseRow>(
    `with page as materialized (
       select *
       from response
       where project_id = ? and respondent_id in (select value from json_each(?))
     )
     ${RESPONSES_OF_PAGE}
     order by page.responded_at, page.response_id`,
  );
  const displays = db.prepare<[number, string], DisplayRow>(
    `select display_id, survey.public_id as survey_id, display.survey_version, account.external_id as account_id, trait_set.traits,
       locale.text as locale, touchpoint.text as touchpoint, device, url_path, identity, displayed_at, outcome
     from display
     join survey using (project_id, survey_id)
     left join account using (project_id, account_id)
     left join trait_set using (project_id, trait_set_id)
     left join label as locale on locale.project_id = display.project_id and locale.label_id = display.locale_id
     left join label as touchpoint on touchpoint.project_id = display.project_id and touchpoint.label_id = display.touchpoint_id
     where display.project_id = ? and display.respondent_id in (select value from json_each(?))
     order by displayed_at, display_id`,
  );

  return {
    findPerson(projectId: number, id: string): KnownPerson | undefined {
      const found = people.all({ project_id: projectId, id });
      const [person] = found;
      if (!person) return undefined;
      const ids = JSON.stringify(found.map(({ respondent_id }) => respondent_id));
      return {
        account_id: person.account_id,
        started_on: person.started_day === null ? null : dateOfDay(person.started_day),
        opted_out: optedOut.has(projectId, { id, anonymous: person.anonymous === 1 }),
        traits: person.traits === null ? {} : (JSON.parse(person.traits) as Traits),
        responses: responses.all(projectId, ids).map(storedResponse),
        displays: displays.all(projectId, ids).map(({ display_id, traits, device, identity, outcome, ...row }) => ({
          ...row,
          id: uuidOfBytes(display_id),
          traits: traits === null ? {} : (JSON.parse(traits) as Traits),
          device: device === null ? null : wordOf('device', device),
          identity: wordOf('identity', identity),
          outcome: wordOf('outcome', outcome),
        })),
      };
    },
  };
}
