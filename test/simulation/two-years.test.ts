import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { explain, mayAsk, type Because } from '../../shared/eligibility.ts';
import type { Ask } from '../../shared/eligibility/ask.ts';
import { stickyShare } from '../../shared/eligibility/sticky-hash.ts';
import { brokenPromises, weeksOf, WHOLE_WAVES } from './broken-promises.ts';
import { rulesEngine, type Decide } from './rules-engine.ts';
import { simulate, type Story } from './simulate.ts';
import { storeEngine } from './store-engine.ts';
import { DAYS, townSurveys, WAVE_DAYS } from './surveys.ts';
import { LARGEST_ACCOUNT, makeTown } from './town.ts';

const ZONE = 'Europe/Copenhagen';
const surveys = townSurveys();

function sizesOf(accountOf: number[]): number[] {
  const sizes: number[] = [];
  for (const account of accountOf) sizes[account] = (sizes[account] ?? 0) + 1;
  return sizes;
}

describe('two years of 5,000 people in 400 accounts', () => {
  let story: Story;
  beforeAll(async () => {
    story = await simulate(makeTown(5_000, 400, 1), surveys, rulesEngine(surveys, ZONE), 2);
  }, 600_000);

  it('are a town as described', () => {
    const sizes = sizesOf(story.town.accountOf);
    expect(sizes.length).toBe(400);
    expect(Math.max(...sizes)).toBe(LARGEST_ACCOUNT);
    expect(DAYS / WAVE_DAYS).toBeGreaterThanOrEqual(WHOLE_WAVES);
    for (const survey of surveys.keys()) {
      expect(story.asked.filter((ask) => ask.survey === survey).length).toBeGreaterThan(1_000);
    }
  });

  it('keep every promise', () => {
    expect(brokenPromises(story, surveys)).toEqual([]);
  });

  it('ask as evenly in the eighth wave as in the first', () => {
    const peaks = weeksOf(story).map((weeks) => {
      const mean = weeks.reduce((sum, count) => sum + count, 0) / weeks.length;
      return Math.max(...weeks) / mean;
    });
    expect(Math.max(...peaks)).toBeLessThan(1.6);
  });
});

const told = ({ asked }: Story) => asked.map(({ survey, visit, how }) => [survey, visit.person, visit.at, how]);

describe('two years of 500 people on a real file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-town-'));
  const db = openWriter(join(folder, 'town.db'));
  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('ask the same people on the same days as the rules alone', { timeout: 600_000 }, async () => {
    const town = makeTown(500, 40, 3);
    const byRules = await simulate(town, surveys, rulesEngine(surveys, ZONE), 4);
    db.exec('begin');
    const byStore = await simulate(town, surveys, storeEngine(db, surveys, ZONE), 4);
    db.exec('commit');
    expect(told(byStore)).toEqual(told(byRules));
    const stored = db.prepare<[], number>('select count(*) from display').pluck().get();
    expect(stored).toBe(byStore.asked.length);
  });
});

/** The rules but for one of them. */
function without(forgotten: Because): Decide {
  return (ask) => explain(ask).every(({ rule, passes }) => passes || rule === forgotten);
}

/** A sample drawn anew at each visit. */
function rolling(ask: Ask): boolean {
  const percent = ask.survey.targeting.sample_percent;
  const isIn = percent === undefined || stickyShare(`${ask.person!.id} ${ask.clock.now}`) * 100 < percent;
  return isIn && without('not_sampled')(ask);
}

/** Some people the survey never gets round to. */
function forgetful(ask: Ask): boolean {
  return stickyShare(ask.person!.id) > 0.02 && mayAsk(ask).ask;
}

const SMALL_TOWN = makeTown(250, 20, 5);

describe('the promises are broken, and that is noticed, when', () => {
  it.each<[string, Decide, RegExp]>([
    ['nobody rests after another survey', without('resting_after_other_survey'), /days after another survey/],
    ['nobody rests after an answer', without('resting_after_answer'), /days after an answer/],
    ['nobody rests after closing it', without('resting_after_dismissal'), /days after the last time/],
    ['waves may be overfull', without('wave_full'), /too often in a wave/],
    ['answers in a wave are forgotten', without('answered_this_wave'), /answered this wave before/],
    ['companies are asked without end', without('account_asked_today'), /was asked \d+ times/],
    ['the sample is drawn at each visit', rolling, /the sample of 10 % asked [3-9]\d/],
    ['nobody waits for their slot', without('slot_to_come'), /times the mean/],
    ['some are forgotten', forgetful, /was missed in wave/],
  ])('%s', { timeout: 600_000 }, async (_, decide, fault) => {
    const story = await simulate(SMALL_TOWN, surveys, rulesEngine(surveys, ZONE, decide), 6);
    expect(brokenPromises(story, surveys).filter((broken) => fault.test(broken)).length).toBeGreaterThan(0);
  });

  it('something is planted, and not otherwise', { timeout: 600_000 }, async () => {
    const story = await simulate(SMALL_TOWN, surveys, rulesEngine(surveys, ZONE), 6);
    // So few people make no tenth to within a hundredth.
    expect(brokenPromises(story, surveys).filter((broken) => !broken.startsWith('the sample'))).toEqual([]);
  });

  it('each device has a memory of its own', { timeout: 600_000 }, async () => {
    const engines = [rulesEngine(surveys, ZONE), rulesEngine(surveys, ZONE)];
    const story = await simulate(
      SMALL_TOWN,
      surveys,
      {
        claim: (survey, visit) => engines[visit.device]!.claim(survey, visit),
        end: (survey, visit, how, at) => engines[visit.device]!.end(survey, visit, how, at),
      },
      6,
    );
    expect(brokenPromises(story, surveys).filter((broken) => /after an answer/.test(broken)).length).toBeGreaterThan(0);
  });
});
