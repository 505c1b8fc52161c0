/**
 * What lines are written from, as lists of values: what many rows share is named once for all of them, instead of joined to each. There
 * may be as many people as answers, so they are looked up here; and most projects have no tags, where none are looked for.
 */
export function exportColumns(areTagged: boolean): string {
  return `lower(hex(response_id)), responded_at, survey_id, survey_version, score, comment, contact_ok, channel, identity,
  locale_id, touchpoint_id, url_path,
  (select external_id from respondent where project_id = response.project_id and respondent_id = response.respondent_id),
  account_id, trait_set_id, changed_at, updated_us, day, excluded, flags, ${areTagged ? TAGS : 'null'}`;
}

const TAGS = `iif(
    exists (select 1 from response_tag where project_id = response.project_id and response_id = response.response_id),
    (
      select json_group_array(text order by text)
      from response_tag
      join label using (project_id, label_id)
      where project_id = response.project_id and response_id = response.response_id
    ),
    null
  )`;

export type ExportRow = [
  id: string,
  responded_at: number,
  survey: number,
  survey_version: number,
  score: number,
  comment: string | null,
  contact_ok: number | null,
  channel: number,
  identity: number,
  locale: number | null,
  touchpoint: number | null,
  url_path: string | null,
  respondent: string | null,
  account: number | null,
  traitSet: number | null,
  changed_at: number | null,
  updated_us: number,
  day: number,
  excluded: string | null,
  flags: number,
  tags: string | null,
];
