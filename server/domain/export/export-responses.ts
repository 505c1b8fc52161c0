import { setImmediate } from 'node:timers/promises';
import type { ListFilter, ListPlace, Storage } from '../../storage/storage.ts';
import { responseAnswer } from '../response-answer.ts';
import type { ResponseFormat } from './export-format.ts';

/** Small enough that a page is read and written within some milliseconds. */
const PAGE_SIZE = 250;

/**
 * All answers of a filter as text, earliest first, a page at a time: the next page is read when the last one has been taken, so a slow
 * reader costs no memory. An answer that comes in meanwhile may be at the end; none comes twice.
 */
export async function* exportResponses(
  storage: Storage,
  filter: ListFilter,
  { head, line }: ResponseFormat,
): AsyncGenerator<string, void, void> {
  if (head !== '') yield head;
  let after: ListPlace | undefined;
  do {
    const { responses, next } = await storage.listResponses(filter, { order: 'oldest', after }, PAGE_SIZE);
    if (responses.length > 0) yield responses.map((stored) => line(responseAnswer(stored))).join('');
    after = next;
    // A fast reader takes each page at once: without a pause nobody else would be heard until the end.
    await setImmediate();
  } while (after);
}
