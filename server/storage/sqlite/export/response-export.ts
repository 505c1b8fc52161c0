import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { ExportTable } from '../../../domain/export/line-format.ts';
import type { ListFilter } from '../../storage.ts';
import { orderOf } from '../reads/response-order.ts';
import { walkOf, type Place, type ResponseWalk } from '../reads/response-walk.ts';
import { exportColumns } from './export-columns.ts';
import type { ExportThreads } from './export-threads.ts';
import { lineWriter, type Lines } from './line-writer.ts';

/** Answers that are passed over at once. Of more, a text outlives the young generation. */
const AT_ONCE = 125;
/** Where a filter keeps few of them. */
const MOST_AT_ONCE = 2_000;
const SHORT_TEXT = 10_000;
/** Texts that are being written or wait to be taken: the threads do not wait for the reader, and what waits is bounded. */
const AHEAD = 4;

/** Whom to ask for lines. */
type Write = (lines: Lines) => Promise<string>;

/** All answers of a filter as lines, earliest first: cut along an index here, read and written in threads. */
export function responseExport(db: Database, { candidatesOf, stretch }: ResponseWalk, threads: ExportThreads) {
  const writeHere = lineWriter(db);
  const anyTag = db.prepare<[number]>(
    `select 1
     from response_tag
     where project_id = ?
     limit 1`,
  );

  return {
    async *exportResponses(filter: ListFilter, table: ExportTable): AsyncGenerator<string, void, void> {
      // Which comments were found is known to this connection alone.
      if (filter.phrases) yield* texts(filter, table, here);
      else yield* inThreads(filter, table);
    },
  };

  async function* inThreads(filter: ListFilter, table: ExportTable): AsyncGenerator<string, void, void> {
    threads.begin();
    try {
      yield* texts(filter, table, (lines) => threads.write(lines));
    } finally {
      await threads.end();
    }
  }

  async function* texts(filter: ListFilter, table: ExportTable, write: Write): AsyncGenerator<string, void, void> {
    const order = orderOf(filter, { order: 'oldest' });
    const candidates = candidatesOf(filter, order);
    const asked: Promise<string>[] = [];
    try {
      let after: Place | undefined;
      let length = AT_ONCE;
      do {
        const columns = exportColumns(anyTag.get(filter.project_id) !== undefined);
        const { end, ...question } = stretch(walkOf(filter, order, candidates, { columns }), after, length);
        const text = write({ project: filter.project_id, table, ...question });
        // It is awaited in its turn; until then a failure is nobody's.
        text.catch(() => undefined);
        asked.push(text);
        after = end;
        const mostUnderWay = end ? AHEAD - 1 : 0;
        while (asked.length > mostUnderWay) {
          const next = await asked.shift()!;
          if (next !== '') yield next;
          length = next.length < SHORT_TEXT ? Math.min(2 * length, MOST_AT_ONCE) : AT_ONCE;
        }
      } while (after);
    } finally {
      candidates.release();
    }
  }

  /** A fast reader takes each text at once: without a pause nobody else would be heard until the end. */
  async function here(lines: Lines): Promise<string> {
    await setImmediate();
    return writeHere(lines);
  }
}
