import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isWriteToken, writeToken } from '../../server/domain/write-token.ts';

const DISPLAY = '0190b3c2-7d1e-7c3a-9f00-0123456789ab';

describe('a write token', () => {
  it.each([1, 43, 63, 64, 65, 200])('is the HMAC-SHA256 of its display under a secret of %i characters', (length) => {
    for (const secret of ['k'.repeat(length), 'ø'.repeat(length)]) {
      const expected = createHmac('sha256', secret).update(`write:prj_1:${DISPLAY}`).digest('base64url').slice(0, 22);
      expect(writeToken(secret, 'prj_1', DISPLAY)).toBe(expected);
      expect(isWriteToken(expected, secret, 'prj_1', DISPLAY)).toBe(true);
    }
  });

  it('fits one secret, one project and one display', () => {
    const token = writeToken('a secret', 'prj_1', DISPLAY);
    expect(isWriteToken(token, 'another secret', 'prj_1', DISPLAY)).toBe(false);
    expect(isWriteToken(token, 'a secret', 'prj_2', DISPLAY)).toBe(false);
    expect(isWriteToken(token, 'a secret', 'prj_1', DISPLAY.replace('b', 'c'))).toBe(false);
    expect(isWriteToken(`${token}x`, 'a secret', 'prj_1', DISPLAY)).toBe(false);
  });
});
