import fc from 'fast-check';
import { firstDifference } from './alike.ts';
import type { OracleServer } from './load.ts';
import { askBoth } from './oracle.ts';
import { question, type Question } from './question.ts';
import { world, type World } from './world.ts';

const QUESTIONS_EACH = 8;
/** Worlds that are stored together share their commits, which are most of the time. */
const AT_ONCE = 25;

/** Something that the API answers differently from the definitions. */
export interface Disagreement {
  seed: number;
  question: Question;
  difference: string;
  /** As small as leaving out showings could make it. */
  world: World;
}

/** Asks random questions about random worlds; the same seed draws the same ones. */
export async function searchDisagreement(
  server: OracleServer,
  { worlds, seed }: { worlds: number; seed: number },
): Promise<Disagreement | undefined> {
  const questions = fc.array(question, { minLength: QUESTIONS_EACH, maxLength: QUESTIONS_EACH, size: 'max' });
  const drawn = fc.sample(fc.tuple(world, questions), { numRuns: worlds, seed });
  for (let start = 0; start < drawn.length; start += AT_ONCE) {
    const some = drawn.slice(start, start + AT_ONCE);
    const loaded = await Promise.all(some.map(async ([one]) => server.load(one)));
    for (const [place, [one, asked]] of some.entries()) {
      for (const each of asked) {
        const difference = await differenceIn(server, one, each, loaded[place]);
        if (difference !== undefined)
          return { seed, question: each, ...(await smallest(server, one, each, difference)) };
      }
    }
  }
  return undefined;
}

async function differenceIn(
  server: OracleServer,
  one: World,
  asked: Question,
  stored?: Awaited<ReturnType<OracleServer['load']>>,
): Promise<string | undefined> {
  const loaded = stored ?? (await server.load(one));
  server.clock.now = one.now;
  const { expected, heard } = await askBoth(server.app, one, loaded, asked);
  return firstDifference(expected, heard);
}

/** Leaves out showings, many at a time and then one by one, as long as there is a difference. */
async function smallest(server: OracleServer, found: World, asked: Question, first: string) {
  let [one, difference] = [found, first];
  for (let size = Math.ceil(one.showings.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < one.showings.length;) {
      const fewer = { ...one, showings: one.showings.toSpliced(start, size) };
      const still = await differenceIn(server, fewer, asked);
      if (still === undefined) start += size;
      else [one, difference] = [fewer, still];
    }
  }
  return { world: one, difference };
}
