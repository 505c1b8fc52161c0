import { afterAll, beforeAll } from 'vitest';
import { startOracleServer, type Loaded, type OracleServer } from './oracle/load.ts';
import type { Answer, Showing, World } from './oracle/world.ts';

/** One answer, as briefly as it can be told. */
export interface Told extends Partial<Omit<Showing, 'answer' | 'person' | 'displayedAt'>> {
  score: number;
  /** A date, answered at noon UTC; the tenth of March 2026 when it does not matter. */
  on?: string;
  /** A user's id; without it somebody new. */
  person?: string;
  comment?: string;
  excluded?: boolean;
  tags?: string[];
  channel?: Answer['channel'];
  /** How long after the display, in milliseconds. */
  delay?: number;
}

export interface ToldProject extends Loaded {
  /** Asks with the project's key, which may read; throws when the answer is none. */
  read: (path: string) => Promise<Body>;
  /** The status and code of a refusal. */
  refused: (path: string) => Promise<{ status: number; code: unknown }>;
}

// Each test names the fields it is about; their shapes stand in the contract.
// oxlint-disable-next-line typescript/no-explicit-any
export type Body = any;

// One server for a file, a project for each test: starting one takes longer than most of these tests.
let server: OracleServer;
beforeAll(async () => {
  server = await startOracleServer();
});
afterAll(async () => server.close());

const NOON = 12 * 60 * 60 * 1000;

/** A project in which this was said, in Copenhagen, looked at on 1 June 2026. */
export async function projectTold(answers: Told[], more: Partial<World> = {}): Promise<ToldProject> {
  const world: World = {
    zone: 'Europe/Copenhagen',
    now: Date.parse('2026-06-01T12:00:00Z'),
    kinds: ['relationship', 'relationship', 'transactional'],
    hemisphere: 'north',
    fiscalStart: 1,
    hideSmall: true,
    weighs: false,
    revenues: {},
    levels: [
      { name: 'critical', from: -100 },
      { name: 'acceptable', from: 0 },
      { name: 'good', from: 30 },
      { name: 'excellent', above: 50 },
      { name: 'world_class', from: 75 },
    ],
    baseline: null,
    markers: [],
    ...more,
    showings: [...answers.map(showingOf), ...(more.showings ?? [])],
  };
  const loaded = await server.load(world);
  const ask = async (path: string) => {
    server.clock.now = world.now;
    return server.app.inject({ url: `/v1${path}`, headers: { authorization: `Bearer ${loaded.secret_key}` } });
  };
  return {
    ...loaded,
    async read(path) {
      const heard = await ask(path);
      if (heard.statusCode !== 200) throw new Error(`${path} answers ${heard.body}`);
      return heard.json();
    },
    async refused(path) {
      const heard = await ask(path);
      return { status: heard.statusCode, code: heard.json<{ code: unknown }>().code };
    },
  };
}

/** So many different people giving these scores: `{ 9: 32 }` are 32 nines. */
export function crowd(scores: Record<number, number>, more: Omit<Told, 'score'> = {}): Told[] {
  return Object.entries(scores).flatMap(([score, count]) =>
    Array.from({ length: count }, (_, place) => ({
      person: `${more.on ?? ''} ${score} ${place}`,
      ...more,
      score: Number(score),
    })),
  );
}

function showingOf(told: Told, place: number): Showing {
  const {
    score,
    on = '2026-03-10',
    person,
    comment = null,
    channel = 'widget',
    delay = 0,
    excluded = false,
    tags = [],
    ...rest
  } = told;
  const displayedAt = Date.parse(on) + NOON + place;
  return {
    survey: 0,
    version: 1,
    account: null,
    traits: {},
    locale: null,
    touchpoint: null,
    identity: 'claimed',
    outcome: 'open',
    ...rest,
    person: { id: person ?? `somebody ${place}`, anonymous: false },
    displayedAt,
    answer: { score, comment, channel, excluded, tags, respondedAt: displayedAt + delay },
  };
}
