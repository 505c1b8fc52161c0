import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import { flagsOf } from '../../../../shared/flags.ts';
import type { CommentedAnswer, StoredResponse } from '../../storage.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';

/**
 * Everything that is told about the answers of `page`, which is cut before anything is joined. The caller says in which order.
 */
export const RESPONSES_OF_PAGE = `
  select page.response_id, survey.public_id as survey_id, page.survey_version, survey.kind, page.score,
    page.comment, page.contact_ok, page.channel, page.identity, locale.text as locale,
    touchpoint.text as touchpoint, page.url_path, respondent.external_id as respondent_id,
    account.external_id as account_id, trait_set.traits, page.responded_at, page.changed_at, page.updated_us, page.day,
    page.excluded, page.flags,
    (
      select json_group_array(label.text order by label.text)
      from response_tag
      join label using (project_id, label_id)
      where response_tag.project_id = page.project_id and response_tag.response_id = page.response_id
    ) as tags
  from page
  join survey using (project_id, survey_id)
  left join respondent using (project_id, respondent_id)
  left join account using (project_id, account_id)
  left join trait_set using (project_id, trait_set_id)
  left join label as locale on locale.project_id = page.project_id and locale.label_id = page.locale_id
  left join label as touchpoint on touchpoint.project_id = page.project_id and touchpoint.label_id = page.touchpoint_id`;

/** The little that a count of words needs. */
export const COMMENTS_OF_PAGE = `
  select page.response_id, page.responded_at, page.updated_us, page.comment, page.score,
    coalesce(page.respondent_id, 0) as respondent, coalesce(page.account_id, 0) as account, locale.text as locale
  from page
  left join label as locale on locale.project_id = page.project_id and locale.label_id = page.locale_id`;

export type CommentRow = CommentedAnswer & { response_id: Buffer; responded_at: number; updated_us: number };

export type ResponseRow = Omit<StoredResponse, 'id' | 'contact_ok' | 'traits' | 'tags' | 'updated_at' | 'flags'> & {
  response_id: Buffer;
  contact_ok: number | null;
  traits: string | null;
  tags: string;
  updated_us: number;
  flags: number;
};

export function storedResponse({
  response_id,
  contact_ok,
  traits,
  tags,
  updated_us,
  flags,
  ...row
}: ResponseRow): StoredResponse {
  return {
    ...row,
    id: uuidOfBytes(response_id),
    contact_ok: contact_ok === null ? null : contact_ok === 1,
    traits: traits === null ? {} : (JSON.parse(traits) as Traits),
    tags: tags === '[]' ? [] : (JSON.parse(tags) as string[]),
    updated_at: Math.floor(updated_us / 1000),
    flags: flagsOf(flags),
  };
}

/** Single answers, by their id. */
export function responseReads(db: Database) {
  const display = db.prepare<[number, Buffer], { display_id: Buffer | null }>(
    `select display_id
     from response
     where project_id = ? and response_id = ?`,
  );
  const response = db.prepare<[number, Buffer], ResponseRow>(
    `with page as (
       select *
       from response
       where project_id = ? and response_id = ?
     )
     ${RESPONSES_OF_PAGE}`,
  );

  return {
    findDisplayOf(projectId: number, responseId: string): string | undefined {
      const id = display.get(projectId, bytesOfUuid(responseId))?.display_id;
      return id ? uuidOfBytes(id) : undefined;
    },

    findResponse(projectId: number, responseId: string): StoredResponse | undefined {
      const row = response.get(projectId, bytesOfUuid(responseId));
      return row && storedResponse(row);
    },
  };
}
