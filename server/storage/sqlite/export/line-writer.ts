import type { Database } from 'better-sqlite3';
import { lineFormat, type ExportTable } from '../../../domain/export/line-format.ts';
import { StatementCache } from '../statement-cache.ts';
import { wordOf } from '../stored-words.ts';
import { uuidOfHex } from '../uuid-bytes.ts';
import type { ExportRow } from './export-columns.ts';
import { lineNames } from './line-names.ts';

/** Some answers to be written: a question for `exportColumns`, and how. */
export interface Lines {
  project: number;
  table: ExportTable;
  sql: string;
  values: unknown[];
}

/** So many files are written in turns at the most with the names of each kept. */
const MOST_AT_ONCE = 4;

/** What a buffer begins with; a line of the longest comment takes a tenth of it. */
const BYTES = 200_000;
/** Bytes that UTF-8 takes at the most for what is one of JavaScript's characters. */
const WIDEST = 3;

/**
 * Reads answers and writes their lines, as the bytes of one text in UTF-8, each of them one character. Bytes themselves would wait outside
 * the heap of who gets them, and a text with one odd character in it takes twice the memory and is put into UTF-8 slowly.
 */
export function lineWriter(db: Database): (lines: Lines) => string {
  const namesOf = lineNames(db);
  const statements = new StatementCache(db);
  const written = new Map<string, (row: ExportRow) => string>();
  let bytes = Buffer.allocUnsafe(BYTES);

  return ({ project, table, sql, values }) => {
    const file = JSON.stringify([project, table]);
    let line = written.get(file);
    if (!line) {
      if (written.size >= MOST_AT_ONCE) written.clear();
      written.set(file, (line = lineOf(project, table)));
    }
    const rows = statements.get<ExportRow>(sql).raw();
    let end = 0;
    for (const row of rows.all(...values)) {
      const text = line(row);
      const most = WIDEST * text.length;
      if (end + most > bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length + most);
      end += bytes.write(text, end);
    }
    return bytes.toString('latin1', 0, end);
  };

  function lineOf(project: number, table: ExportTable): (row: ExportRow) => string {
    const format = lineFormat(table);
    const names = namesOf(project, format);
    const noTags = format.list([]);
    return (row) => {
      const survey = names.survey(row[2]);
      return format.line({
        id: uuidOfHex(row[0]),
        survey_id: survey.public_id,
        survey_version: row[3],
        kind: survey.kind,
        score: row[4],
        comment: row[5],
        contact_ok: row[6] === null ? null : row[6] === 1,
        channel: wordOf('channel', row[7]),
        identity: wordOf('identity', row[8]),
        locale: names.label(row[9]),
        touchpoint: names.label(row[10]),
        account_id: names.account(row[13]),
        url_path: row[11],
        respondent_id: row[12],
        traits: names.traits(row[14]),
        tags: row[20] === null ? noTags : format.list(JSON.parse(row[20]) as string[]),
        flags: names.flags(row[19]),
        responded_at: row[1],
        changed_at: row[15],
        updated_at: Math.floor(row[16] / 1000),
        day: names.date(row[17]),
        excluded: row[18],
      });
    };
  }
}
