import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { countedResponses, pour, prepareFlood, storedIds, type Flood, type Tide } from './flood.ts';
import { freshFolder, startProcess } from './server-process.ts';

const POSTS = 5_000;
const UNHURRIED = { timeout: 120_000 };

interface Aftermath {
  flood: Flood;
  database: string;
  tide: Tide;
  stored: string[];
}

/** kill -9 amid posts over two hundred connections, then a look at what a new server finds. */
async function killAmidPosts(posts: number, command?: string[]): Promise<Aftermath> {
  const database = join(freshFolder(), 'elleve.db');
  const flood = await prepareFlood(database, posts);
  const doomed = await startProcess(database, command && { command });
  const tide = await pour(doomed, flood, {
    onAcknowledged: (count) => {
      if (count === posts / 4) doomed.kill('SIGKILL');
    },
  });
  expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' });

  const next = await startProcess(database);
  const stored = await storedIds(next, flood.project);
  expect(await countedResponses(next, flood.project)).toBe(stored.length);
  next.kill('SIGTERM');
  await next.ended;
  return { flood, database, tide, stored };
}

/** Acknowledged answers that are gone. */
function lost({ tide, stored }: Aftermath): string[] {
  const found = new Set(stored);
  return tide.acknowledged.filter((id) => !found.has(id));
}

describe('a server that is killed amid five thousand answers', () => {
  it('has every acknowledged answer, once, and takes the others when they come again', UNHURRIED, async () => {
    const aftermath = await killAmidPosts(POSTS);
    const { flood, database, tide, stored } = aftermath;
    expect(tide.acknowledged.length).toBeGreaterThanOrEqual(POSTS / 4);
    expect(tide.acknowledged.length).toBeLessThan(POSTS);
    expect(Object.keys(tide.statuses)).toEqual(['201']);
    expect(lost(aftermath)).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);

    const next = await startProcess(database);
    const again = await pour(next, flood);
    expect(again.statuses).toEqual({ 200: stored.length, 201: POSTS - stored.length });
    expect(await storedIds(next, flood.project)).toHaveLength(POSTS);
  });

  it('is told from one that acknowledges before the commit', UNHURRIED, async () => {
    const hasty = [process.execPath, packageFile('test/faults/hasty-server.mjs')];
    expect(lost(await killAmidPosts(1_000, hasty)).length).toBeGreaterThan(0);
  });
});
