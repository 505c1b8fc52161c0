const LAYOUT = 'xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx';

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of `now` in whole milliseconds, then the lower halves of the 16 bytes in `random`,
 * two of them twice (64 random bits); the two bits beside the variant stay zero. Pure, because `crypto.randomUUID` is missing
 * on plain http and the clock is the caller's.
 */
export function uuidv7(now: number, random: Uint8Array): string {
  // A thirteenth digit in front keeps the zeros that twelve may begin with; it is passed over.
  const time = (now + 2 ** 48).toString(16);
  let at = 0;
  return LAYOUT.replaceAll('x', () => time[++at] ?? (random[at & 15]! & 15).toString(16));
}
