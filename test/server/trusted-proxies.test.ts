import { describe, expect, it } from 'vitest';
import { trustedProxies } from '../../server/plugins/trusted-proxies.ts';

describe('the proxies that are believed', () => {
  const isTrusted = trustedProxies(['192.0.2.0/24', 'fd00::/8']);
  const cases: [string, boolean][] = [
    ['192.0.2.10', true],
    ['::ffff:192.0.2.10', true],
    ['fd12::1', true],
    ['192.0.3.10', false],
    ['2001:db8::1', false],
    ['unknown', false],
    ['', false],
  ];

  it.each(cases)('%j: %s, however often it is asked', (address, trusted) => {
    expect([isTrusted(address), isTrusted(address)]).toEqual([trusted, trusted]);
  });

  it('are still told apart after more addresses than are kept', () => {
    for (let i = 0; i < 3_000; i++) expect(isTrusted(`198.51.${i >> 8}.${i & 255}`)).toBe(false);
    expect(cases.map(([address]) => isTrusted(address))).toEqual(cases.map(([, trusted]) => trusted));
  });
});
