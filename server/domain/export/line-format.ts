import type { Identity, Channel, Kind, Traits } from '../../../shared/contract/common.ts';
import type { ExportFormat } from '../../../shared/contract/responses.ts';
import { csvLines } from './csv-lines.ts';
import { NDJSON_LINES } from './ndjson-lines.ts';

/** A file to be written. */
export interface ExportTable {
  format: ExportFormat;
  /** Keys of the declared traits: each has a column of its own in a table. */
  traits: string[];
}

/** One answer on its way into a file. What many answers share is written already: it is the same text for all of them. */
export interface LineParts {
  id: string;
  survey_id: string;
  survey_version: number;
  kind: Kind;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
  channel: Channel;
  identity: Identity;
  /** Written, like the two below. */
  locale: string;
  touchpoint: string;
  account_id: string;
  url_path: string | null;
  respondent_id: string | null;
  /** Written, like the tags and the flags. */
  traits: string;
  tags: string;
  flags: string;
  /** Epoch milliseconds, like the two below. */
  responded_at: number;
  changed_at: number | null;
  updated_at: number;
  /** `YYYY-MM-DD`. */
  day: string;
  excluded: string | null;
}

/** How one format writes answers down. A line has its end. */
export interface LineFormat {
  line: (parts: LineParts) => string;
  text: (text: string | null) => string;
  list: (texts: readonly string[]) => string;
  traits: (traits: Traits) => string;
}

export function lineFormat({ format, traits }: ExportTable): LineFormat {
  return format === 'csv' ? csvLines(traits) : NDJSON_LINES;
}
