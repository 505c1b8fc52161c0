import type { ListFilter, Storage } from '../../storage/storage.ts';
import { responseAnswer } from '../response-answer.ts';
import type { ResponseFormat } from './export-format.ts';

/**
 * All answers of a filter as text, earliest first. The next ones are read when the last have been taken, so a slow reader costs no
 * memory. An answer that comes in meanwhile may be at the end; none comes twice.
 */
export async function* exportResponses(
  storage: Storage,
  filter: ListFilter,
  { head, line }: ResponseFormat,
): AsyncGenerator<string, void, void> {
  if (head !== '') yield head;
  for await (const responses of storage.eachResponse(filter)) {
    yield responses.map((stored) => line(responseAnswer(stored))).join('');
  }
}
