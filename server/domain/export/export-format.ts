import type { ExportFormat, Response } from '../../../shared/contract/responses.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { csvRecord } from './csv.ts';

/** How one format writes answers down. */
export interface ResponseFormat {
  contentType: string;
  /** Before the first answer. */
  head: string;
  line: (response: Response) => string;
}

/** `traits` are the declared ones: each has a column of its own in a table. */
export function responseFormat(format: ExportFormat, traits: readonly Trait[]): ResponseFormat {
  return format === 'csv' ? csv(traits.map(({ key }) => key)) : NDJSON;
}

const NDJSON: ResponseFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  head: '',
  line: (response) => `${JSON.stringify(response)}\n`,
};

/** Tells a spreadsheet that what follows is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

const COLUMNS = [
  'id',
  'responded_at',
  'day',
  'survey_id',
  'survey_version',
  'kind',
  'score',
  'category',
  'comment',
  'contact_ok',
  'channel',
  'identity',
  'locale',
  'touchpoint',
  'url_path',
  'respondent_id',
  'account_id',
  'changed_at',
  'updated_at',
  'excluded',
  'exclusion_reason',
] as const satisfies (keyof Response)[];

function csv(traits: string[]): ResponseFormat {
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: BYTE_ORDER_MARK + csvRecord([...COLUMNS, 'flags', 'tags', ...traits.map((key) => `trait.${key}`)]),
    line: (response) =>
      csvRecord([
        ...COLUMNS.map((column) => response[column]),
        response.flags.join('; '),
        response.tags.join('; '),
        ...traits.map((key) => response.traits[key] ?? null),
      ]),
  };
}
