import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { clockOffset } from './domain/test-clock.ts';

export interface ServerConfig {
  host: string;
  port: number;
  /** Path of the SQLite file. */
  database: string;
  /** Where browsers reach the collector, without a slash at the end. */
  publicUrl: string;
  /** Whether requests are counted and refused beyond what one caller should need. */
  limits: boolean;
  /** CIDRs of the proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  logLevel: (typeof LOG_LEVELS)[number];
  /** How far the clock of test projects is ahead, in milliseconds. */
  testClockOffset: number;
  /** Signs write tokens; `undefined` means the one kept beside the database. */
  secret: string | undefined;
}

/** Names every variable that cannot be used, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(faults: string[]) {
    super(`The environment cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The only reader of the environment. Throws `ConfigError`. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ServerConfig {
  const faults: string[] = [];
  const refuse = (name: string, expected: string) => void faults.push(`${name} must be ${expected}.`);

  const host = env['ELLEVE_HOST'] ?? '127.0.0.1';
  if (host === '') refuse('ELLEVE_HOST', 'an address or a host name');

  const portText = env['ELLEVE_PORT'] ?? '4011';
  const port = Number(portText);
  // An empty text would be the number 0, which is any free port.
  if (!/^\d+$/.test(portText) || port > 65_535) refuse('ELLEVE_PORT', 'a port, 0 to 65535');

  const database = env['ELLEVE_DATABASE'] ?? 'data/elleve.db';
  if (database === '' || /^\w+:\/\//.test(database)) refuse('ELLEVE_DATABASE', 'the path of a file');

  const publicUrl = env['ELLEVE_PUBLIC_URL'];
  if (publicUrl !== undefined && !isWebAddress(publicUrl)) refuse('ELLEVE_PUBLIC_URL', 'an http or https address');

  const limits = env['ELLEVE_LIMITS'] ?? 'on';
  if (limits !== 'on' && limits !== 'off') refuse('ELLEVE_LIMITS', 'on or off');

  const trustedProxies = (env['ELLEVE_TRUSTED_PROXIES'] ?? '').split(/[\s,]+/).filter((text) => text !== '');
  if (!trustedProxies.every(isNetwork))
    refuse('ELLEVE_TRUSTED_PROXIES', 'networks such as 10.0.0.0/8 or ::1/128, with commas between');

  const logLevel = LOG_LEVELS.find((level) => level === (env['ELLEVE_LOG_LEVEL'] ?? 'info'));
  if (logLevel === undefined) refuse('ELLEVE_LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`);

  const clock = env['ELLEVE_CLOCK'];
  const testClockOffset = clock === undefined ? 0 : clockOffset(clock, Date.now());
  if (testClockOffset === undefined)
    refuse('ELLEVE_CLOCK', 'an instant such as 2026-07-01T09:00:00Z, or days such as +90d');

  const secret = env['ELLEVE_SECRET'];
  if (secret !== undefined && secret.length < 32) refuse('ELLEVE_SECRET', 'at least 32 characters long');

  if (faults.length > 0 || logLevel === undefined || testClockOffset === undefined) throw new ConfigError(faults);
  return {
    host,
    port,
    database: resolve(database),
    publicUrl: (publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/+$/, ''),
    limits: limits === 'on',
    trustedProxies,
    logLevel,
    testClockOffset,
    secret,
  };
}

/** An address and a prefix. All addresses are no network of proxies: any caller could then name any address as its own. */
function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)]!;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
