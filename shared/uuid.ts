const HEX_GROUPS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of `now` in milliseconds, then 74 random bits from `random` (16 bytes; it is
 * overwritten). Pure, because `crypto.randomUUID` is missing on plain http and the clock is the caller's.
 */
export function uuidv7(now: number, random: Uint8Array): string {
  for (let i = 0; i < 6; i++) random[i] = now / 2 ** (40 - 8 * i);
  random[6] = (random[6]! & 15) | 112;
  random[8] = (random[8]! & 63) | 128;
  let hex = '';
  for (const byte of random) hex += (byte + 256).toString(16).slice(1);
  return hex.replace(HEX_GROUPS, '$1-$2-$3-$4-$5');
}
