import { resolve } from 'node:path';

export interface ServerConfig {
  host: string;
  port: number;
  /** Path of the SQLite file. */
  database: string;
  /** Where browsers reach the collector, without a slash at the end. */
  publicUrl: string;
  logLevel: (typeof LOG_LEVELS)[number];
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

  const logLevel = LOG_LEVELS.find((level) => level === (env['ELLEVE_LOG_LEVEL'] ?? 'info'));
  if (logLevel === undefined) refuse('ELLEVE_LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`);

  const secret = env['ELLEVE_SECRET'];
  if (secret !== undefined && secret.length < 32) refuse('ELLEVE_SECRET', 'at least 32 characters long');

  if (faults.length > 0 || logLevel === undefined) throw new ConfigError(faults);
  return {
    host,
    port,
    database: resolve(database),
    publicUrl: (publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/+$/, ''),
    logLevel,
    secret,
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
