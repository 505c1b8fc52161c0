import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerCount, NamedAnswers, ResponseFilter, Storage } from '../../../server/storage/storage.ts';
import { SEED } from '../../seed.ts';
import { startOracleServer, type OracleServer } from './oracle/load.ts';
import { PATHS } from './oracle/oracle.ts';
import { CELLS, PARAMETERS, type Ask } from './oracle/question.ts';
import { searchDisagreement, type Searched } from './oracle/search.ts';

const WORLDS = 200;

/** What stands between the server and its store: nothing, or a planted bug. Starting a server takes longer than finding most of them. */
let planted: Partial<Storage> = {};
let store: Storage;
let server: OracleServer;
beforeAll(async () => {
  server = await startOracleServer((storage) => {
    store = storage;
    return new Proxy(storage, { get: (real, name: keyof Storage) => planted[name] ?? real[name] });
  });
}, 60_000);
afterAll(() => server.close());

/** A failure tells its seed; the same worlds for planted bugs, or chance would hide one now and then. */
function search(worlds: number, plant?: (storage: Storage) => Partial<Storage>): Promise<Searched> {
  planted = plant?.(store) ?? {};
  const seed = plant ? 11 : SEED;
  return searchDisagreement(server, { worlds, seed, shrink: plant === undefined });
}

describe('every report', () => {
  it(
    `answers about ${WORLDS} random projects as the definitions do, whatever is asked together`,
    { timeout: 300_000 },
    async () => {
      const { found, cells } = await search(WORLDS);
      expect(found, JSON.stringify(found)).toBeUndefined();
      expect(CELLS.length).toBeGreaterThan(1_000);
      expect(CELLS.filter(({ name }) => !cells.has(name)).map(({ name }) => name)).toEqual([]);
    },
  );

  it('is asked about with every parameter that its route takes', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json<{ paths: Paths }>();
    for (const [ask, parameters] of Object.entries(PARAMETERS)) {
      const { get } = paths[PATHS[ask as Ask].replace(/^\/v1\/markers$/, '/v1/markers/{id}')]!;
      const taken = get.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      // Pages are walked through, formats have tests of their own, and following changes is about their order.
      const rest = new Set([...Object.keys(parameters), 'cursor', 'limit', 'format', 'updated_since']);
      if (rest.has('range')) for (const name of ['since', 'until']) rest.add(name);
      expect(
        taken.filter((name) => !rest.has(name)),
        ask,
      ).toEqual([]);
    }
  });
});

/** The answers at some of the places. */
function somePlaces(
  { scores, respondents, accounts, starts, names, texts }: NamedAnswers,
  isKept: (place: number) => boolean,
): NamedAnswers {
  const places = [...scores.keys()].filter(isKept);
  const own = places.map((place) => names.slice(starts[place], starts[place + 1]));
  const ends = [0];
  for (const { length } of own) ends.push(ends.at(-1)! + length);
  return {
    scores: scores.filter((_, place) => isKept(place)),
    respondents: respondents.filter((_, place) => isKept(place)),
    accounts: accounts.filter((_, place) => isKept(place)),
    starts: Uint32Array.from(ends),
    names: Uint32Array.from(own.flatMap((some) => [...some])),
    texts,
  };
}

type Paths = Record<string, { get: { parameters: { in: string; name: string }[] } }>;

type Sums = AnswerCount['sums'];
/** Everywhere that sums over people are told. */
const sums =
  (change: (one: Sums) => Sums) =>
  (storage: Storage): Partial<Storage> => ({
    countAnswers: async (...asked) =>
      (await storage.countAnswers(...asked)).map((count) => ({ ...count, sums: change(count.sums) })),
    breakDownAnswers: async (...asked) =>
      (await storage.breakDownAnswers(...asked)).map((group) => ({ ...group, sums: change(group.sums) })),
  });
const filters =
  (change: (filter: ResponseFilter) => ResponseFilter) =>
  (storage: Storage): Partial<Storage> => ({
    countAnswers: async (filter, ...rest) => storage.countAnswers(change(filter), ...rest),
    breakDownAnswers: async (filter, ...rest) => storage.breakDownAnswers(change(filter), ...rest),
  });

describe('the comparison with the definitions notices a store that', () => {
  const BUGS: Record<string, (storage: Storage) => Partial<Storage>> = {
    'takes a six for a seven': sums((one) => ({
      ...one,
      scores: one.scores.map((count, score) => (score === 6 ? 0 : score === 7 ? count + one.scores[6]! : count)),
    })),
    'takes all answers of a person for the latest': (storage) => ({
      countAnswers: async (filter, clustering, ...rest) =>
        storage.countAnswers(filter, { ...clustering, respondents: 'all' }, ...rest),
    }),
    'counts the day after a range': (storage) => ({
      countAnswers: async (filter, clustering, ranges) =>
        storage.countAnswers(
          filter,
          clustering,
          ranges?.map(({ start, end }) => ({ start, end: end + 1 })),
        ),
    }),
    'forgets that colleagues resemble each other': (storage) => ({
      countAnswers: async (filter, { unit, ...clustering }, ...rest) =>
        storage.countAnswers(filter, { ...clustering, unit, cluster: unit }, ...rest),
    }),
    'forgets the accounts of people': sums((one) => ({ ...one, account_count: 0 })),
    'forgets who answered in both of two ranges': (storage) => ({
      sharedPeople: async (...asked) => (await storage.sharedPeople(...asked)).map((one) => ({ ...one, mm2: 0 })),
    }),
    'forgets who stands in several groups': (storage) => ({
      breakDownAnswers: async (...asked) =>
        (await storage.breakDownAnswers(...asked)).map(({ rest, ...group }) => ({
          ...group,
          rest: { ...rest, shared: { ...rest.shared, mm2: 0 } },
        })),
    }),
    'takes every account for a small one': (storage) => ({
      breakDownAnswers: async (filter, by, ...rest) =>
        (await storage.breakDownAnswers(filter, by, ...rest)).map((group) => ({
          ...group,
          key: group.key.map((value, place) => (by[place] === 'account_size' && value !== null ? '1' : value)),
        })),
    }),
    'forgets what else those said who have a tag': (storage) => ({
      saidBy: async (...asked) => {
        const { everybody, each } = await storage.saidBy(...asked);
        return { everybody, each: each.map(() => ({ answers: 1, net: 0 })) };
      },
    }),
    'takes anybody for verified': filters(({ identity: _identity, ...filter }) => filter),
    'reads only the first of several values': filters((filter) => ({
      ...filter,
      traits: filter.traits.map(({ trait, values }) => ({ trait, values: values.slice(0, 1) })),
    })),
    'counts only displays that were answered': (storage) => ({
      groupDisplays: async (...asked) =>
        (await storage.groupDisplays(...asked)).map((group) => ({ ...group, display_count: group.answered_count })),
    }),
    'takes what was ignored for dismissed': (storage) => ({
      groupDisplays: async (...asked) =>
        (await storage.groupDisplays(...asked)).map((group) => ({
          ...group,
          dismissed_count: group.display_count - group.answered_count,
        })),
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
    'forgets the first word that is sought': (storage) => ({
      listResponses: async ({ phrases: [, ...phrases] = [], ...filter }, ...rest) =>
        storage.listResponses(phrases.length > 0 ? { ...filter, phrases } : filter, ...rest),
    }),
    'lists what was taken out of the numbers': (storage) => ({
      exportResponses: ({ excluded = 'any', ...filter }, table) =>
        storage.exportResponses({ ...filter, excluded }, table),
    }),
    'loses every second tag': (storage) => ({
      listTagged: async (filter) => somePlaces(await storage.listTagged(filter), (place) => place % 2 === 0),
    }),
    'forgets a comment': (storage) => ({
      listCommented: async (...asked) => {
        const commented = await storage.listCommented(...asked);
        return somePlaces(commented, (place) => place < commented.scores.length - 1);
      },
    }),
    'knows when an account was asked only from its answers': (storage) => ({
      accountActivity: async (filter) => {
        const { last_answered_at } = await storage.accountActivity(filter);
        return { last_answered_at, last_asked_at: last_answered_at };
      },
    }),
  };

  it.each(Object.entries(BUGS))('%s', { timeout: 60_000 }, async (_, plant) => {
    expect((await search(WORLDS, plant)).found).toBeDefined();
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
