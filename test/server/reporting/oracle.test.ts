import { describe, expect, it, onTestFinished } from 'vitest';
import type { Storage } from '../../../server/storage/storage.ts';
import { startOracleServer } from './oracle/load.ts';
import { searchDisagreement, type Disagreement } from './oracle/search.ts';

const WORLDS = 200;

async function disagreement(worlds: number, plant?: (storage: Storage) => Storage): Promise<Disagreement | undefined> {
  const server = await startOracleServer(plant);
  onTestFinished(server.close);
  return searchDisagreement(server, { worlds, seed: Date.now() % 2 ** 31 });
}

describe('every report', () => {
  it(`answers about ${WORLDS} random projects as the definitions do`, { timeout: 300_000 }, async () => {
    const found = await disagreement(WORLDS);
    expect(found, JSON.stringify(found)).toBeUndefined();
  });
});
