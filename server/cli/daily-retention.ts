import type { FastifyBaseLogger } from 'fastify';
import type { CommandContext } from './command.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Forgets what projects keep no longer: now, and every day while the server runs. */
export function keepRetentionDaily(
  { storage, now }: CommandContext,
  log: FastifyBaseLogger,
): { close: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  async function keep(): Promise<void> {
    for (const { id, public_id, settings } of await storage.listProjects()) {
      const changed = await storage.keepRetention(id, settings.retention, now());
      if (changed > 0) log.info({ project: public_id, changed }, 'retention kept');
    }
  }
  const start = () => {
    running = keep().catch((error: unknown) => log.error({ err: error }, 'retention not kept'));
  };
  start();
  const timer = setInterval(start, DAY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
