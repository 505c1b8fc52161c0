import { buildApp } from '../app.ts';
import type { ServerConfig } from '../config.ts';
import { DEFAULT_LIMITS } from '../domain/request-limits.ts';
import { packageFile } from '../package-root.ts';
import { openStorage } from '../storage/open-storage.ts';
import { readOrMakeSecret } from '../storage/secret-file.ts';
import type { CommandContext } from './command.ts';
import { init } from './commands/init.ts';
import { keepRetentionDaily } from './daily-retention.ts';
import { openControlSocket } from './control-socket.ts';
import { printInit } from './print.ts';

const STOP_DEADLINE_MS = 10_000;

/** Serves until SIGTERM or SIGINT, then answers what is in flight, closes the store and resolves. */
export async function serve(config: ServerConfig): Promise<void> {
  const server = await startServer(config);
  console.log(`Elleve listens on ${server.address}`);
  await stopWhenTold(server.stop);
}

/** Waits for SIGTERM or SIGINT, then for `stop`, but not for ever. */
export async function stopWhenTold(stop: () => Promise<void>): Promise<void> {
  await toldToStop();
  // A connection that never ends its request must not keep the process.
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
  await stop();
}

export interface RunningServer {
  address: string;
  stop: () => Promise<void>;
}

export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const storage = openStorage(config.database);
  const context: CommandContext = { storage, now: Date.now };
  const opened: { close: () => Promise<unknown> }[] = [storage];
  const stop = async (): Promise<void> => {
    // Last opened, first closed: the store outlives every request.
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    await makeFirstProject(context, config.publicUrl);
    const links = { secret: config.secret ?? readOrMakeSecret(config.database), publicUrl: config.publicUrl };
    const app = await buildApp({
      storage,
      secret: links.secret,
      now: Date.now,
      testClockOffset: config.testClockOffset,
      publicUrl: config.publicUrl,
      widgetFolder: packageFile('dist/widget'),
      limits: config.limits ? DEFAULT_LIMITS : undefined,
      trustedProxies: config.trustedProxies,
      logger: { level: config.logLevel, base: null },
    });
    opened.push(
      app,
      await openControlSocket(config.database, { ...context, links }),
      keepRetentionDaily(context, app.log),
    );
    const address = await app.listen({ host: config.host, port: config.port });
    return { address, stop };
  } catch (error) {
    await stop();
    throw isPortTaken(error) ? new PortTaken(config) : error;
  }
}

/** Thrown when something else listens where the collector should. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';

  constructor({ host, port }: ServerConfig) {
    super(`Port ${port} on ${host} is taken: stop what listens there, or choose another ELLEVE_PORT.`);
  }
}

function isPortTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

/** On an empty database: somebody who just installed Elleve should be live by pasting one line. */
async function makeFirstProject(context: CommandContext, publicUrl: string): Promise<void> {
  const projects = await context.storage.listProjects();
  if (projects.length > 0) return;
  console.log(
    `The database is empty, so here is a first project.\n\n${printInit(await init(context, {}), publicUrl)}\n`,
  );
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
