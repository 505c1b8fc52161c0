// Control characters but tab and newline; NUL and broken surrogates were refused before.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0001-\u0008\u000B-\u001F\u007F]/g;

/** A comment as it is kept: composed (NFC), one kind of line end, no control characters, no margins; `null` when nothing is left. */
export function cleanComment(text: string): string | null {
  const clean = text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').normalize('NFC').trim();
  return clean === '' ? null : clean;
}
