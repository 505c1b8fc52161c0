import type { ImportedResponse } from '../../storage/storage.ts';
import { Problem } from '../../../shared/problem.ts';
import { parseStrictJson } from '../strict-json.ts';
import { csvRecords, wholeLines } from './csv-records.ts';
import { FileRefusal } from './file-refusal.ts';
import type { GivenRow } from './given-row.ts';
import { rowReader, type ImportSetting } from './read-row.ts';
import { RowRefusal } from './row-refusal.ts';
import { rowsOfTable } from './row-of-table.ts';

export type ImportFormat = 'csv' | 'ndjson';

/** One line of a file: the answer it is, or why it cannot be read. */
export type ReadLine = { line: number } & ({ answer: ImportedResponse } | { message: string });

type Line = { line: number } & ({ row: GivenRow } | { message: string });

/** What the lines of a file say, as many at a time as the text came in. Throws `FileRefusal` when no line can be read. */
export async function* readLines(
  setting: ImportSetting,
  format: ImportFormat,
  text: AsyncIterable<string>,
): AsyncGenerator<ReadLine[], void, void> {
  const read = rowReader(setting);
  for await (const lines of format === 'csv' ? linesOfTable(text) : linesOfJson(text)) {
    yield lines.map((line) => readLine(line, read));
  }
}

function readLine(given: Line, read: (row: GivenRow) => ImportedResponse): ReadLine {
  if ('message' in given) return given;
  const { line, row } = given;
  try {
    return { line, answer: read(row) };
  } catch (error) {
    if (error instanceof RowRefusal) return { line, message: error.message };
    throw error;
  }
}

async function* linesOfTable(text: AsyncIterable<string>): AsyncGenerator<Line[], void, void> {
  let rowOf: ((cells: string[]) => GivenRow) | undefined;
  for await (const records of csvRecords(text)) {
    if (!rowOf && records.length > 0) rowOf = rowsOfTable(records.shift()!.cells);
    yield records.map(({ line, cells }) => ({ line, row: rowOf!(cells) }));
  }
  if (!rowOf) throw new FileRefusal('The file is empty: its first line names the columns.');
}

async function* linesOfJson(text: AsyncIterable<string>): AsyncGenerator<Line[], void, void> {
  let line = 0;
  for await (const lines of wholeLines(text)) {
    const rows: Line[] = [];
    for (const one of lines) {
      line++;
      if (one.trim() !== '') rows.push(rowOfJson(one, line));
    }
    yield rows;
  }
}

function rowOfJson(text: string, line: number): Line {
  try {
    const row = parseStrictJson(text);
    const isRow = typeof row === 'object' && row !== null && !Array.isArray(row);
    return isRow ? { line, row } : { line, message: 'is no JSON object' };
  } catch (error) {
    if (error instanceof Problem) return { line, message: 'is not valid JSON' };
    throw error;
  }
}
