import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4011,
      database: resolve('data/elleve.db'),
      publicUrl: 'http://127.0.0.1:4011',
      limits: true,
      trustedProxies: [],
      logLevel: 'info',
      secret: undefined,
      testClockOffset: 0,
    });
  });

  it('takes what is set', () => {
    const secret = 'a secret of at least 32 characters';
    const env = {
      ELLEVE_HOST: '0.0.0.0',
      ELLEVE_PORT: '80',
      ELLEVE_DATABASE: '/var/lib/elleve.db',
      ELLEVE_PUBLIC_URL: 'https://nps.example.com/',
      ELLEVE_LIMITS: 'off',
      ELLEVE_TRUSTED_PROXIES: '10.0.0.0/8, ::1/128 192.0.2.7/32',
      ELLEVE_LOG_LEVEL: 'warn',
      ELLEVE_SECRET: secret,
      ELLEVE_CLOCK: '+90d',
      UNRELATED: 'x',
    };
    expect(readConfig(env)).toEqual({
      host: '0.0.0.0',
      port: 80,
      database: '/var/lib/elleve.db',
      publicUrl: 'https://nps.example.com',
      limits: false,
      trustedProxies: ['10.0.0.0/8', '::1/128', '192.0.2.7/32'],
      logLevel: 'warn',
      secret,
      testClockOffset: 90 * 24 * 60 * 60 * 1000,
    });
  });

  it.each([
    [{ ELLEVE_PORT: '0' }, 'http://127.0.0.1:0'],
    [{ ELLEVE_HOST: '::1' }, 'http://[::1]:4011'],
    [{ ELLEVE_HOST: 'nps.internal', ELLEVE_PORT: '8080' }, 'http://nps.internal:8080'],
    [{ ELLEVE_PUBLIC_URL: 'https://example.com/nps//' }, 'https://example.com/nps'],
  ])('of %j is reached at %s', (env, publicUrl) => {
    expect(readConfig(env)).toMatchObject({ publicUrl });
  });

  it.each([
    ['ELLEVE_HOST', ['']],
    ['ELLEVE_PORT', ['', ' ', 'http', '-1', '65536', '80.5', '0x50', '1e3', '٤٠']],
    ['ELLEVE_DATABASE', ['', 'postgres://localhost/elleve']],
    ['ELLEVE_PUBLIC_URL', ['', 'nps.example.com', 'ftp://example.com', 'javascript:alert(1)', 'https://', '/nps']],
    ['ELLEVE_LOG_LEVEL', ['', 'loud', 'INFO']],
    ['ELLEVE_CLOCK', ['', 'tomorrow', '90', '2026-07-01', '+-1d']],
    ['ELLEVE_LIMITS', ['', 'true', 'On', '0']],
    [
      'ELLEVE_TRUSTED_PROXIES',
      [
        'true',
        '1',
        'loopback',
        '10.0.0.1',
        '10.0.0.0/33',
        '10.0.0.0/',
        '0.0.0.0/0',
        '::/0',
        '::1/129',
        '10.0.0.0/8/8',
        '10.0.0/8',
        '10.0.0.0/8;::1/128',
      ],
    ],
    ['ELLEVE_SECRET', ['', 'too short']],
  ])('refuses a %s that cannot be, and blames nothing else', (name, values) => {
    for (const value of values) {
      expect(faultsOf({ [name]: value }), value).toEqual([expect.stringMatching(`^${name} must be .+\\.$`)]);
    }
  });

  it('names every variable that cannot be, and repeats no secret', () => {
    const bad = {
      ELLEVE_HOST: '',
      ELLEVE_PORT: 'x',
      ELLEVE_DATABASE: '',
      ELLEVE_PUBLIC_URL: 'x',
      ELLEVE_LOG_LEVEL: 'x',
      ELLEVE_SECRET: 'hunter2',
    };
    const faults = faultsOf(bad);
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(Object.keys(bad));
    expect(faults.join(' ')).not.toContain('hunter2');
  });
});

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
  }
  return [];
}
