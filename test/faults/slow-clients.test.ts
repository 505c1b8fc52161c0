import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { SlowCrowd } from '../bench/slow-crowd.ts';
import { freshFolder, startProcess } from './server-process.ts';

const SLOW = 1_000;
const CLOSED_WITHIN_MS = 20_000;

it(
  'closes a thousand slow clients within twenty seconds and serves everybody else meanwhile',
  { timeout: 120_000 },
  async () => {
    const server = await startProcess(join(freshFolder(), 'elleve.db'));
    const crowd = new SlowCrowd(server.port, SLOW);
    onTestFinished(() => crowd.leave());

    let served = 0;
    while (crowd.size > 0) {
      const { status } = await fetch(`${server.address}/healthz`);
      expect(status).toBe(200);
      served += 1;
      await wait(50);
    }
    expect(crowd.lasted).toHaveLength(SLOW);
    expect(served).toBeGreaterThan(20);
    // What is measured is the server's own deadline; a busy machine adds to it, so that some of its six seconds of margin are for that.
    expect(Math.max(...crowd.lasted)).toBeLessThan(CLOSED_WITHIN_MS);
  },
);
