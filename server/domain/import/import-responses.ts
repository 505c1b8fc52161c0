import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportedResponse, ImportOutcome, Storage } from '../../storage/storage.ts';
import { readInThread } from './reading-thread.ts';
import type { ImportFormat } from './read-lines.ts';
import type { ImportSetting } from './read-row.ts';

export interface ImportReport {
  created_count: number;
  /** Stored before, by an import of the same file or otherwise. */
  repeated_count: number;
  refused_count: number;
  /** The first of the refused rows. */
  refusals: { line: number; message: string }[];
}

const REFUSALS_TOLD = 100;
/** Rows that are stored at once: some milliseconds, in which nobody else is heard. */
const AT_ONCE = 250;
/** The store brings several of them to the disk together, and takes in the next ones meanwhile. */
const UNDER_WAY = 40;

/** Stores what a file holds, row by row: one that is refused sinks no other. Throws `FileRefusal` when no row can be read. */
export async function importResponses(
  storage: Storage,
  setting: ImportSetting,
  bytes: AsyncIterable<Uint8Array>,
  { format, dry }: { format: ImportFormat; dry: boolean },
): Promise<ImportReport> {
  const report: ImportReport = { created_count: 0, repeated_count: 0, refused_count: 0, refusals: [] };
  const refuse = (line: number, message: string): void => {
    report.refused_count++;
    if (report.refusals.length < REFUSALS_TOLD) report.refusals.push({ line, message });
  };
  const storing: Promise<void>[] = [];

  async function store(responses: ImportedResponse[], lines: number[]): Promise<void> {
    if (storing.length === UNDER_WAY) await storing.shift();
    const some = storeSome(responses, lines);
    // Its failure is met where it is awaited.
    some.catch(() => undefined);
    storing.push(some);
    // They are stored now, and whoever else waits is heard.
    await nextTurn();
  }
  async function storeSome(responses: ImportedResponse[], lines: number[]): Promise<void> {
    const { id: project_id } = setting.project;
    const outcomes = await storage.importResponses({ project_id, responses, now: setting.now, dry });
    outcomes.forEach((outcome, place) => note(outcome, lines[place]!));
  }
  function note(outcome: ImportOutcome, line: number): void {
    if (outcome === 'created') report.created_count++;
    else if (outcome === 'repeated') report.repeated_count++;
    else refuse(line, 'the id was used before for another answer');
  }

  try {
    for await (const { answers, lines, refused } of readInThread({ setting, format }, bytes)) {
      for (const { line, message } of refused) refuse(line, message);
      for (let at = 0; at < answers.length; at += AT_ONCE) {
        await store(answers.slice(at, at + AT_ONCE), lines.slice(at, at + AT_ONCE));
      }
    }
  } finally {
    await storage.settle();
    await Promise.all(storing);
  }
  report.refusals.sort((a, b) => a.line - b.line);
  return report;
}
