import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countedResponses, pour, prepareFlood, storedIds } from './flood.ts';
import { freshFolder, MAIN, startProcess } from './server-process.ts';

const POSTS = 3_000;

describe('a server whose disk is full', () => {
  it(
    'acknowledges nothing it cannot keep, says when to come again, and goes on when there is room',
    { timeout: 60_000 },
    async () => {
      const database = join(freshFolder(), 'elleve.db');
      const flood = await prepareFlood(database, POSTS);
      // No file may grow beyond 2 MiB: the write-ahead log meets that limit as it would a full disk.
      const serve = `ulimit -S -f 2048; exec "${process.execPath}" "${MAIN}" serve`;
      const server = await startProcess(database, { command: ['/bin/bash', '-c', serve] });

      const full = await pour(server, flood, { connections: 20 });
      expect(Object.keys(full.statuses)).toEqual(['201', '503']);
      expect(full.unanswered).toBe(0);
      const refused = await fetch(`${server.address}/c/${flood.project.public_key}/responses`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: flood.posts.find(({ id }) => !full.acknowledged.includes(id))!.body,
      });
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('1');
      expect(refused.headers.get('access-control-allow-origin')).toBe('*');
      expect(await refused.json()).toMatchObject({ code: 'busy' });
      // The last ones may be in the journal alone, for which there was room before.
      const stored = await storedIds(server, flood.project);
      expect(stored.filter((id) => !full.acknowledged.includes(id))).toEqual([]);
      expect(await countedResponses(server, flood.project)).toBe(stored.length);

      execFileSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited:unlimited']);
      const again = await pour(server, flood, { connections: 20 });
      expect(again.statuses).toEqual({ 200: full.acknowledged.length, 201: POSTS - full.acknowledged.length });
      expect(await storedIds(server, flood.project)).toHaveLength(POSTS);
      server.kill('SIGTERM');
      expect(await server.ended).toEqual({ code: 0, signal: null });
    },
  );
});
