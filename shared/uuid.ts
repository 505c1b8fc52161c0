const GROUPS = /(.{8})(.{4})(.{4}).(.{3})/;

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of `now` in whole milliseconds, then 72 of the bits in `random` (16 bytes); the
 * two bits beside the variant stay zero. Pure, because `crypto.randomUUID` is missing on plain http and the clock is the
 * caller's.
 */
export function uuidv7(now: number, random: Uint8Array): string {
  let hex = '';
  for (const byte of random) hex += (byte + 256).toString(16).slice(1);
  const time = now.toString(16).padStart(12, '0');
  return (time + 7 + hex.slice(13)).replace(GROUPS, '$1-$2-$3-8$4-');
}
