type Cell = string | number | boolean | null;

/** How a spreadsheet begins a formula; the full-width twins count too, and what it skips on the way to them: space of any kind. */
export const FORMULA = /^[\s\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;
/** Most texts are ids and words, and need neither look below. */
const HARMLESS = /^[\w/](?:[\w .:/-]*[\w/])?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One record by RFC 4180, line end included. A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers are
 * written as numbers, negative ones too. An empty cell is `null`.
 */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** One cell, without what separates it from the next. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  if (HARMLESS.test(cell)) return cell;
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  // A margin of spaces would be trimmed by some readers.
  if (NEEDS_QUOTES.test(text) || text.trim() !== text) return `"${text.replaceAll('"', '""')}"`;
  return text;
}
