import type { Maskable } from '../../shared/project-settings.ts';

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Thirteen to nineteen digits, in groups or not. */
const CARD = /(?<![\d+])\d(?:[ -]?\d){12,18}(?!\d)/g;
/** With a country code, or eight digits and more in groups: a year, a price or an amount is none. */
const PHONE =
  /(?<![\p{L}\p{N}])(?:\+|00)\d(?:[ ().\-/]{0,2}\d){6,14}(?!\d)|(?<![\p{L}\p{N}.,-])\(?0?\d{2,4}\)?(?:[ \-/]\d{2,4}){2,4}(?![\p{N}])/gu;

/** A comment in which what a project does not want to keep is replaced by its kind in brackets: `[email]`. */
export function maskComment(comment: string, masked: readonly Maskable[]): string {
  let text = comment;
  if (masked.includes('email')) text = text.replace(EMAIL, '[email]');
  if (masked.includes('card')) text = text.replace(CARD, (digits) => (isCardNumber(digits) ? '[card]' : digits));
  if (masked.includes('phone')) text = text.replace(PHONE, (digits) => (isPhoneNumber(digits) ? '[phone]' : digits));
  return text;
}

/** By the check digit that every card number ends with (Luhn, ISO/IEC 7812-1). */
function isCardNumber(text: string): boolean {
  const digits = (text.match(/\d/g) ?? []).toReversed().map(Number);
  const sum = digits.reduce(
    (total, digit, place) => total + (place % 2 === 0 ? digit : (2 * digit) % 9 || (digit && 9)),
    0,
  );
  return sum % 10 === 0 && new Set(digits).size > 1;
}

/** Eight to fifteen digits (ITU-T E.164), and not 2026-11-26, 26-11-2026 or their like. */
function isPhoneNumber(text: string): boolean {
  const count = text.replaceAll(/\D/g, '').length;
  return count >= 8 && count <= 15 && !/^(\d{4}[ \-/]\d{2}[ \-/]\d{2}|\d{2}[ \-/]\d{2}[ \-/]\d{4})$/.test(text);
}
