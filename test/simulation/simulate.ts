import { seededRandom } from '../../server/domain/seeded-random.ts';
import { DAYS, FIRST_DAY } from './surveys.ts';
import { visitsOn, type Town, type Visit } from './town.ts';

/** What decides and remembers: the rules alone, or the whole store. */
export interface Engine {
  /** Whether the visitor is shown the survey, by its place in the list. */
  claim: (survey: number, visit: Visit) => boolean | Promise<boolean>;
  /** The visitor who was just shown the survey answers, closes it or lets it be. */
  end: (survey: number, visit: Visit, how: 'answered' | 'closed', at: number) => void | Promise<void>;
}

export interface Asked {
  survey: number;
  visit: Visit;
  how: 'answered' | 'closed' | 'ignored';
  /** When it left the screen, or was shown and let be. */
  until: number;
}

export interface Story {
  town: Town;
  asked: Asked[];
  /** Days on which each person came by. */
  daysOf: number[][];
  /** By survey that waits for a touchpoint: who reached it at all. */
  reached: Set<number>[];
}

const MINUTE_MS = 60_000;

/** Every visit of the town asks for every survey that its page would find due, the relationship survey first. */
export async function simulate(
  town: Town,
  surveys: { targeting: { touchpoints: string[] } }[],
  engine: Engine,
  seed: number,
  days = DAYS,
): Promise<Story> {
  const random = seededRandom(seed);
  const asked: Asked[] = [];
  const daysOf: number[][] = Array.from({ length: town.people }, () => []);
  const reached = surveys.map(() => new Set<number>());
  for (let day = FIRST_DAY; day < FIRST_DAY + days; day++) {
    for (const visit of visitsOn(town, day, random)) {
      if (daysOf[visit.person]!.at(-1) !== day) daysOf[visit.person]!.push(day);
      for (const [survey, { targeting }] of surveys.entries()) {
        const isDue =
          targeting.touchpoints.length === 0 || targeting.touchpoints.some((name) => visit.touchpoints.includes(name));
        if (!isDue) continue;
        reached[survey]!.add(visit.person);
        const decided = engine.claim(survey, visit);
        if (!(typeof decided === 'boolean' ? decided : await decided)) continue;
        const how = random.pick(['answered', 'answered', 'closed', 'ignored'] as const);
        const until = how === 'ignored' ? visit.at : visit.at + MINUTE_MS;
        asked.push({ survey, visit, how, until });
        if (how !== 'ignored') await engine.end(survey, visit, how, until);
      }
    }
  }
  return { town, asked, daysOf, reached };
}
