/**
 * A number from 0 up to, and without, 1 that belongs to a text: the same on every page, device and server, and spread evenly over
 * texts that differ by one character. FNV-1a over UTF-16 code units, then the finalizer of MurmurHash3 (32 bits), because FNV
 * alone leaves the texts of one length close together.
 */
export function stickyShare(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
