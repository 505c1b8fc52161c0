import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportedResponse, ImportOutcome, Storage } from '../../storage/storage.ts';
import { Problem } from '../../../shared/problem.ts';
import { parseStrictJson } from '../strict-json.ts';
import { csvRecords, wholeLines } from './csv-records.ts';
import { FileRefusal } from './file-refusal.ts';
import type { GivenRow } from './given-row.ts';
import { rowReader, type ImportSetting } from './read-row.ts';
import { RowRefusal } from './row-refusal.ts';
import { rowsOfTable } from './row-of-table.ts';

export type ImportFormat = 'csv' | 'ndjson';

export interface ImportReport {
  created_count: number;
  /** Stored before, by an import of the same file or otherwise. */
  repeated_count: number;
  refused_count: number;
  /** The first of the refused rows. */
  refusals: { line: number; message: string }[];
}

/** One row: what it is, or why it cannot be read. */
type Line = { line: number } & ({ row: GivenRow } | { message: string });

const REFUSALS_TOLD = 100;
/** Rows that are stored at once: some ten milliseconds, in which nobody else is heard. */
const AT_ONCE = 500;
/** The store brings several of them to the disk together, and takes in the next ones meanwhile. */
const UNDER_WAY = 20;

/** Stores what a text holds, row by row: one that is refused sinks no other. Throws `FileRefusal` when no row can be read. */
export async function importResponses(
  storage: Storage,
  setting: ImportSetting,
  text: AsyncIterable<string>,
  { format, dry }: { format: ImportFormat; dry: boolean },
): Promise<ImportReport> {
  const report: ImportReport = { created_count: 0, repeated_count: 0, refused_count: 0, refusals: [] };
  const refuse = (line: number, message: string): void => {
    report.refused_count++;
    if (report.refusals.length < REFUSALS_TOLD) report.refusals.push({ line, message });
  };
  const read = rowReader(setting);
  let lines: number[] = [];
  let waiting: ImportedResponse[] = [];
  const storing: Promise<void>[] = [];

  /** While the disk takes some rows, the next ones are read. */
  async function store(): Promise<void> {
    if (storing.length === UNDER_WAY) await storing.shift();
    const some = storeSome(waiting, lines);
    // Its failure is met where it is awaited.
    some.catch(() => undefined);
    storing.push(some);
    lines = [];
    waiting = [];
    // They are stored now, and whoever else waits is heard.
    await nextTurn();
  }
  async function storeSome(responses: ImportedResponse[], linesOfThem: number[]): Promise<void> {
    const outcomes = await storage.importResponses({
      project_id: setting.project.id,
      responses,
      now: setting.now,
      dry,
    });
    outcomes.forEach((outcome, place) => note(outcome, linesOfThem[place]!));
  }
  function note(outcome: ImportOutcome, line: number): void {
    if (outcome === 'created') report.created_count++;
    else if (outcome === 'repeated') report.repeated_count++;
    else refuse(line, 'the id was used before for another answer');
  }

  for await (const portion of format === 'csv' ? linesOfTable(text) : linesOfJson(text)) {
    for (const line of portion) {
      try {
        if ('message' in line) throw new RowRefusal(line.message);
        waiting.push(read(line.row));
        lines.push(line.line);
      } catch (error) {
        if (!(error instanceof RowRefusal)) throw error;
        refuse(line.line, error.message);
      }
      if (waiting.length === AT_ONCE) await store();
    }
  }
  if (waiting.length > 0) await store();
  await storage.settle();
  await Promise.all(storing);
  report.refusals.sort((a, b) => a.line - b.line);
  return report;
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
