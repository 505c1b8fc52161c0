import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62, randomBase62 } from './base62.ts';

const SECRET_KEY = /^elv_sk_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

export function newPublicKey(): string {
  return `elv_pk_${randomBase62(22)}`;
}

/** `elv_sk_<name>_<secret><checksum>`: shown once, then only its hash is kept. */
export function newSecretKey(): { key: string; name: string; hash: Uint8Array } {
  const name = randomBase62(8);
  const secret = randomBase62(43);
  const key = `elv_sk_${name}_${secret}${checksum(name, secret)}`;
  return { key, name, hash: hashOfKey(key) };
}

/** The checksum tells a mistyped key from a wrong one without a look into the store. */
function isSecretKey(text: string): boolean {
  const [, name, secret, sum] = SECRET_KEY.exec(text) ?? [];
  return name !== undefined && secret !== undefined && checksum(name, secret) === sum;
}

/** The part of a key that names it; undefined for what is no key. */
export function nameOfKey(text: string): string | undefined {
  return isSecretKey(text) ? SECRET_KEY.exec(text)![1] : undefined;
}

/** Compared in constant time: how long it takes tells nothing of how much was right. */
export function hasHash(key: string, hash: Uint8Array): boolean {
  return timingSafeEqual(hashOfKey(key), hash);
}

export function hashOfKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}

function checksum(name: string, secret: string): string {
  return base62(crc32(`${name}_${secret}`), 6);
}
