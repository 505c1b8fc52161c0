import { readConfig, type ServerConfig } from '../server/config.ts';
import { DemoError } from './taken-port.ts';

export interface Settings {
  config: ServerConfig;
  /** Where the invented product listens. */
  port: number;
}

/** The collector's own variables, with a database and a quiet log for the demo, and `DEMO_PORT`. Throws `ConfigError`, `DemoError`. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['DEMO_PORT'] ?? 4012);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new DemoError('DEMO_PORT must be a port, 1 to 65535.');
  return { config: readConfig({ ELLEVE_DATABASE: 'data/demo.db', ELLEVE_LOG_LEVEL: 'warn', ...env }), port };
}
