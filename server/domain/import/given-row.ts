/** What a row may say, by the names that an export has. */
export const COLUMNS = [
  'id',
  'survey_id',
  'survey_version',
  'responded_at',
  'score',
  'comment',
  'contact_ok',
  'respondent_id',
  'account_id',
  'locale',
  'touchpoint',
  'url_path',
] as const;

type Column = (typeof COLUMNS)[number];

/** One row as it stands in the file; nothing is known of its values yet. */
export type GivenRow = { [Name in Column]?: unknown } & {
  traits?: unknown;
  /** The row has more cells than the table has columns. */
  tooMany?: boolean;
};
