import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proves that whoever sends an answer was given this display. Computed from the secret each time, stored nowhere. */
export function writeToken(secret: string, project: string, display: string): string {
  return createHmac('sha256', secret).update(`write:${project}:${display}`).digest('base64url').slice(0, 22);
}

export function isWriteToken(token: string, secret: string, project: string, display: string): boolean {
  const expected = Buffer.from(writeToken(secret, project, display));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
