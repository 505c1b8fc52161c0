import type { ExportFormat, Response } from '../../../shared/contract/responses.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { csvCell, csvRecord } from './csv.ts';
import { ndjsonLine } from './ndjson.ts';

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
  line: ndjsonLine,
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
  // Answers share their traits, and with them the text of these cells.
  const known = new WeakMap<Response['traits'], string>();
  const traitCells = (of: Response['traits']): string => {
    let cells = known.get(of);
    if (cells === undefined) {
      cells = traits.map((key) => `,${csvCell(of[key] ?? null)}`).join('');
      known.set(of, cells);
    }
    return cells;
  };
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: BYTE_ORDER_MARK + csvRecord([...COLUMNS, 'flags', 'tags', ...traits.map((key) => `trait.${key}`)]),
    line: (response) => {
      let line = '';
      for (const column of COLUMNS) line += `${csvCell(response[column])},`;
      line += `${csvCell(response.flags.join('; '))},${csvCell(response.tags.join('; '))}`;
      return `${line}${traitCells(response.traits)}\r\n`;
    },
  };
}
