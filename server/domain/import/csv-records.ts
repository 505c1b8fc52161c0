/** One record of a table and the line of the text on which it begins, counted from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

const SEPARATORS = [',', ';', '\t'];

/**
 * The records of a CSV text (RFC 4180), as many at a time as the text came in. Line ends may be of either kind; what separates cells is
 * what the first line has most of: spreadsheets of half the world write semicolons. Empty lines are no records.
 */
export async function* csvRecords(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord[], void, void> {
  let separator: string | undefined;
  let line = 1;
  for await (const lines of wholeLines(chunks, hasOpenCell)) {
    const records: CsvRecord[] = [];
    for (const text of lines) {
      separator ??= separatorOf(text);
      const record = text.endsWith('\r') ? text.slice(0, -1) : text;
      if (record !== '') records.push({ line, cells: cellsOf(record, separator) });
      line += 1 + (text.includes('"') ? text.split('\n').length - 1 : 0);
    }
    yield records;
  }
}

/** A text in portions of its lines. `isOpen` says of a line that it goes on in the next one. */
export async function* wholeLines(
  chunks: AsyncIterable<string>,
  isOpen: (line: string) => boolean = () => false,
): AsyncGenerator<string[], void, void> {
  let rest = '';
  for await (const chunk of chunks) {
    const pieces = (rest + chunk).split('\n');
    const lines: string[] = [];
    let open: string[] = [];
    let isInside = false;
    for (const piece of pieces) {
      open.push(piece);
      if (isOpen(piece)) isInside = !isInside;
      if (isInside) continue;
      lines.push(open.length === 1 ? piece : open.join('\n'));
      open = [];
    }
    // The last piece may go on in the next chunk, even where it looks whole.
    rest = open.length > 0 ? open.join('\n') : lines.pop()!;
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}

/** Has an odd number of quotes: a cell that began on it ends later, or one that began before ends on it. */
function hasOpenCell(line: string): boolean {
  let quotes = 0;
  for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

function separatorOf(head: string): string {
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

function cellsOf(record: string, separator: string): string[] {
  if (!record.includes('"')) return record.split(separator);
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    const end = record[at] === '"' ? endOfQuoted(record, at) : at;
    const next = record.indexOf(separator, end);
    const cell = record.slice(at, next === -1 ? undefined : next);
    cells.push(end === at ? cell : `${cell.slice(1, end - at - 1).replaceAll('""', '"')}${cell.slice(end - at)}`);
    if (next === -1) break;
    at = next + 1;
  }
  return cells;
}

/** The place behind the quote that closes the one at `start`. */
function endOfQuoted(record: string, start: number): number {
  let at = record.indexOf('"', start + 1);
  while (at !== -1 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at === -1 ? record.length : at + 1;
}
