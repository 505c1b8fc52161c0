import * as fc from 'fast-check';
import { firstDifference } from './alike.ts';
import type { OracleServer } from './load.ts';
import { askBoth } from './oracle.ts';
import { CELLS, cellsOf, question, questionOf, type Question } from './question.ts';
import { world, type World } from './world.ts';

/** Of each world; those that no cell asks for. */
const FREE_QUESTIONS = 4;
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

export interface Searched {
  found: Disagreement | undefined;
  /** Every pair of parameters and every value that was asked about. */
  cells: Set<string>;
}

/** Asks about random worlds: a few questions that each cell forces, dealt out over all worlds, and some at random. The same seed draws the same. */
export async function searchDisagreement(
  server: OracleServer,
  { worlds, seed, shrink }: { worlds: number; seed: number; shrink: boolean },
): Promise<Searched> {
  const drawn = fc.sample(world, { numRuns: worlds, seed });
  const asked = questionsFor(worlds, seed);
  const cells = new Set<string>();
  for (let start = 0; start < drawn.length; start += AT_ONCE) {
    const some = drawn.slice(start, start + AT_ONCE);
    const loaded = await Promise.all(some.map(async (one) => server.load(one)));
    for (const [place, one] of some.entries()) {
      for (const each of asked[start + place]!) {
        const difference = await differenceIn(server, one, each, loaded[place]);
        for (const cell of cellsOf(each)) cells.add(cell);
        if (difference === undefined) continue;
        const found = { world: one, difference };
        return { cells, found: { seed, question: each, ...(shrink ? await smallest(server, found, each) : found) } };
      }
    }
  }
  return { cells, found: undefined };
}

function questionsFor(worlds: number, seed: number): Question[][] {
  const free = fc.array(question, { minLength: FREE_QUESTIONS, maxLength: FREE_QUESTIONS, size: 'max' });
  const asked = fc.sample(free, { numRuns: worlds, seed });
  // In an order of chance, so that a world hears about several endpoints.
  const shuffled = fc.sample(fc.shuffledSubarray(CELLS, { minLength: CELLS.length }), { numRuns: 1, seed })[0]!;
  const forced = fc.sample(fc.tuple(...shuffled.map(questionOf)), { numRuns: 1, seed })[0]!;
  forced.forEach((one, place) => asked[place % worlds]!.push(one));
  return asked;
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
async function smallest(server: OracleServer, found: { world: World; difference: string }, asked: Question) {
  let { world: one, difference } = found;
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
