import { COMMENT_CODE_POINTS } from '../../shared/limits.ts';

/** What a person typed, as the collector accepts it. Cut by code units, so that it has no more code points; half an emoji goes. */
export function sendable(typed: string): string {
  // Controls but line feed and tab, and halves of surrogate pairs: the collector refuses text that holds them.
  // oxlint-disable-next-line no-control-regex
  const unsendable = /[\0-\x08\x0b-\x1f\x7f\p{Cs}]/gu;
  return typed.slice(0, COMMENT_CODE_POINTS).replace(unsendable, '').trim();
}
