import type { ExportFormat } from '../../../shared/contract/responses.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import type { ListFilter, Storage } from '../../storage/storage.ts';
import { csvHead } from './csv-lines.ts';

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Tells a spreadsheet that what follows is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * All answers of a filter as a file, earliest first, each byte as one character (Latin-1). The next ones are read when the last have been taken, so a slow reader costs no
 * memory. An answer that comes in meanwhile may be at the end; none comes twice.
 */
export async function* exportResponses(
  storage: Storage,
  filter: ListFilter,
  format: ExportFormat,
  declared: Trait[],
): AsyncGenerator<string, void, void> {
  const traits = declared.map(({ key }) => key);
  if (format === 'csv') yield Buffer.from(BYTE_ORDER_MARK + csvHead(traits)).toString('latin1');
  yield* storage.exportResponses(filter, { format, traits });
}
