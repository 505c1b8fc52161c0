import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { ListFilter, ListPlace, StoredResponse } from '../../storage.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';
import { conditionOnResponses } from './filter-sql.ts';

type ResponseRow = Omit<StoredResponse, 'id' | 'contact_ok' | 'traits'> & {
  response_id: Buffer;
  contact_ok: number | null;
  traits: string | null;
};

export function responseReads(db: Database) {
  const display = db.prepare<[number, Buffer], { display_id: Buffer | null }>(
    `select display_id
     from response
     where project_id = ? and response_id = ?`,
  );

  return {
    findDisplayOf(projectId: number, responseId: string): string | undefined {
      const id = display.get(projectId, bytesOfUuid(responseId))?.display_id;
      return id ? uuidOfBytes(id) : undefined;
    },

    listResponses(filter: ListFilter, after: ListPlace | undefined, limit: number): StoredResponse[] {
      const { sql, values } = conditionOnResponses(filter);
      const place = after ? 'and (responded_at, response_id) < (?, ?)' : '';
      const placeValues = after ? [after.responded_at, bytesOfUuid(after.id)] : [];
      // The page is cut before anything is joined, in the order of response_by_time.
      const rows = db.prepare<unknown[], ResponseRow>(
        `with page as materialized (
           select *
           from response
           where ${sql}
             ${place}
           order by responded_at desc, response_id desc
           limit ?
         )
         select page.response_id, survey.public_id as survey_id, page.survey_version, survey.kind, page.score,
           page.comment, page.contact_ok, page.channel, page.identity, locale.text as locale,
           touchpoint.text as touchpoint, page.url_path, respondent.external_id as respondent_id,
           account.external_id as account_id, trait_set.traits, page.responded_at, page.changed_at, page.day
         from page
         join survey using (project_id, survey_id)
         left join respondent using (project_id, respondent_id)
         left join account using (project_id, account_id)
         left join trait_set using (project_id, trait_set_id)
         left join label as locale on locale.project_id = page.project_id and locale.label_id = page.locale_id
         left join label as touchpoint
           on touchpoint.project_id = page.project_id and touchpoint.label_id = page.touchpoint_id
         order by page.responded_at desc, page.response_id desc`,
      );
      return rows.all(...values, ...placeValues, limit).map(storedResponse);
    },
  };
}

function storedResponse({ response_id, contact_ok, traits, ...row }: ResponseRow): StoredResponse {
  return {
    ...row,
    id: uuidOfBytes(response_id),
    contact_ok: contact_ok === null ? null : contact_ok === 1,
    traits: traits === null ? {} : (JSON.parse(traits) as Traits),
  };
}
