import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AnswerGroup, ResponseFilter, Storage } from '../../../server/storage/storage.ts';
import { startOracleServer } from './oracle/load.ts';
import { searchDisagreement, type Disagreement } from './oracle/search.ts';

const WORLDS = 200;

async function disagreement(
  worlds: number,
  plant?: (storage: Storage) => Partial<Storage>,
): Promise<Disagreement | undefined> {
  const server = await startOracleServer(plant && ((storage) => ({ ...storage, ...plant(storage) })));
  onTestFinished(server.close);
  // Other worlds every time; a failure tells its seed.
  return searchDisagreement(server, { worlds, seed: Date.now() % 2 ** 31, shrink: plant === undefined });
}

describe('every report', () => {
  it(`answers about ${WORLDS} random projects as the definitions do`, { timeout: 300_000 }, async () => {
    const found = await disagreement(WORLDS);
    expect(found, JSON.stringify(found)).toBeUndefined();
  });
});

const groups = (change: (group: AnswerGroup) => AnswerGroup) => (storage: Storage) => ({
  groupAnswers: async (...asked: Parameters<Storage['groupAnswers']>) =>
    (await storage.groupAnswers(...asked)).map(change),
});
const filters = (change: (filter: ResponseFilter) => ResponseFilter) => (storage: Storage) => ({
  groupAnswers: async (...[filter, grouping]: Parameters<Storage['groupAnswers']>) =>
    storage.groupAnswers(change(filter), grouping),
});

describe('the comparison with the definitions notices a store that', () => {
  const BUGS: Record<string, (storage: Storage) => Partial<Storage>> = {
    'takes a six for a seven': groups((group) => ({
      ...group,
      scores: group.scores.map((count, score) => (score === 6 ? 0 : score === 7 ? count + group.scores[6]! : count)),
    })),
    'takes the best answer of a person for the latest': groups((group) => ({
      ...group,
      ...(group.people && {
        people: {
          ...group.people,
          latest: group.people.latest.map((score, row) => (group.people!.promoters[row]! > 0 ? 10 : score)),
        },
      }),
    })),
    'counts the day after a range': (storage) => ({
      groupAnswers: async (filter, { ranges, ...grouping }) =>
        storage.groupAnswers(filter, {
          ...grouping,
          ...(ranges && { ranges: ranges.map(({ start, end }) => ({ start, end: end + 1 })) }),
        }),
    }),
    'forgets the account of a person': groups((group) => ({
      ...group,
      ...(group.people && { people: { ...group.people, account: group.people.account.fill(0) } }),
    })),
    'takes anybody for verified': filters(({ identity: _identity, ...filter }) => filter),
    'reads only the first of several values': filters((filter) => ({
      ...filter,
      traits: filter.traits.map(({ trait, values }) => ({ trait, values: values.slice(0, 1) })),
    })),
    'counts only displays that were answered': (storage) => ({
      groupDisplays: async (...asked) =>
        (await storage.groupDisplays(...asked)).map((group) => ({ ...group, display_count: group.answered_count })),
    }),
    'takes a debt for revenue': (storage) => ({
      accountNumbers: async (...asked) =>
        new Map([...(await storage.accountNumbers(...asked))].map(([account, value]) => [account, Math.abs(value)])),
    }),
    'lets a marker end a day late': (storage) => ({
      listMarkers: async (project) =>
        (await storage.listMarkers(project)).map((marker) => ({
          ...marker,
          end: marker.end === null ? null : marker.end + 1,
        })),
    }),
    'loses the slowest answer': (storage) => ({
      answerDelays: async (...asked) => {
        const delays = await storage.answerDelays(...asked);
        const slowest = Math.max(...delays.map(({ delay_ms }) => delay_ms));
        return delays.filter(({ delay_ms }) => delay_ms < slowest);
      },
    }),
    'knows when an account was asked only from its answers': (storage) => ({
      accountActivity: async (filter) =>
        new Map(
          [...(await storage.accountActivity(filter))].map(([account, { last_answered_at }]) => [
            account,
            { last_answered_at, last_asked_at: last_answered_at },
          ]),
        ),
    }),
  };

  it.each(Object.entries(BUGS))('%s', { timeout: 60_000 }, async (_, plant) => {
    expect(await disagreement(WORLDS, plant)).toBeDefined();
  });
});

/** What stores a world, asks the API and compares; all others say what is right. */
const ABOUT_THE_SERVER = new Set(['load.ts', 'oracle.ts', 'search.ts']);

describe('the definitions', () => {
  const folder = new URL('oracle/', import.meta.url);
  const files = readdirSync(folder).filter((file) => !ABOUT_THE_SERVER.has(file));

  it.each(files)('in %s borrow nothing from what they judge', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const imports = [...text.matchAll(/from '(.*)'/g)].map(([, path]) => path!);
    expect(
      imports.filter((path) => !/^(\.\/[a-z]+\.ts|fast-check|\.\.\/\.\.\/\.\.\/shared\/oracle\.ts)$/.test(path)),
    ).toEqual([]);
  });
});
