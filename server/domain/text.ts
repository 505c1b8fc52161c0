/** The most of what is sent: nothing in it to make readable or to refuse. */
const PLAIN = /^[\n\x20-\x7e]*$/;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
const HALF_SURROGATE = /\p{Surrogate}/u;

/** Text as it is kept: composed (NFC), one kind of line end, no control characters but newline and tab. */
export function readableText(text: string): string {
  return isPlain(text) ? text : text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').normalize('NFC');
}

export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A comment as it is kept: readable, without margins; `null` when nothing is left. */
export function cleanComment(text: string): string | null {
  const clean = readableText(text).trim();
  return clean === '' ? null : clean;
}

/** A NUL or half of a surrogate pair: one store would cut the text there, another refuse it. */
export function isMalformed(text: string): boolean {
  return text.includes('\0') || HALF_SURROGATE.test(text);
}
