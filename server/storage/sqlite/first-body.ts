import { hash } from 'node:crypto';
import { uuidOfBytes } from './uuid-bytes.ts';

/** What an answer says. When it was given is left out: a retry tells another delay. */
interface Body {
  display_id: string;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
}

/** What is asked of a row of `response` to know what it said first. */
export const FIRST_BODY = 'original, display_id, score, comment, contact_ok';

/** `original` is `null` while the rest is as it was given. */
export interface FirstBodyRow {
  original: Buffer | null;
  display_id: Buffer | null;
  score: number;
  comment: string | null;
  contact_ok: number | null;
}

/** Eight bytes that tell a retry from another answer. */
export function digestOf({ display_id, score, comment, contact_ok }: Body): Buffer {
  const content = JSON.stringify([display_id, score, comment, contact_ok]);
  return hash('sha256', content, 'buffer').subarray(0, 8);
}

/** The digest of the first body of an answer to a display. Whoever changes one of its parts keeps it with the row. */
export function originalOf({ original, display_id, score, comment, contact_ok }: FirstBodyRow): Buffer {
  if (original) return original;
  const asked = contact_ok === null ? null : contact_ok === 1;
  return digestOf({ display_id: uuidOfBytes(display_id!), score, comment, contact_ok: asked });
}
