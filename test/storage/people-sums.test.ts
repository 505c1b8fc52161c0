import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { PeopleWindow } from '../../server/storage/sqlite/index/people-sums.ts';
import type { Setting } from '../../server/storage/sqlite/index/counted-rows.ts';
import { MOST_TALLIED, PeopleTallies } from '../../server/storage/sqlite/index/people-tallies.ts';
import { ProjectIndex } from '../../server/storage/sqlite/index/project-index.ts';
import type { Selection } from '../../server/storage/sqlite/index/selection.ts';
import { sumsOverPeople } from '../../server/storage/sqlite/index/sums-over-people.ts';
import type { DayRange } from '../../server/storage/storage.ts';

const DAYS = 60;
const SETTING: Setting = [0, 0, 0, 0, 0, 0];

/** Twenty people of five accounts, some of whom change theirs. */
function indexOfAnswers(): ProjectIndex {
  const random = seededRandom(7);
  const index = new ProjectIndex();
  for (let i = 0; i < 400; i++) {
    const respondent = random.integer(0, 20);
    const day = random.integer(0, DAYS - 1);
    index.countAnswer(1, {
      survey: 1,
      day,
      account: random.chance(0.9) ? respondent % 5 : random.integer(0, 4),
      setting: SETTING,
      respondent,
      score: random.integer(0, 10),
      commented: false,
      respondedAt: day * 86_400_000 + i,
    });
  }
  return index;
}

function everybodyIn(index: ProjectIndex): Selection {
  const surveys = index.surveys([1]).map((columns) => ({ columns, base: 0 }));
  return { keys: [[]], groupOf: undefined, isIn: undefined, account: undefined, surveys };
}

function windowOn(index: ProjectIndex): PeopleWindow {
  return new PeopleWindow(index, everybodyIn(index));
}

describe('the sums over people', () => {
  const ranges: DayRange[] = Array.from({ length: 50 }, (_, i) => ({
    start: (i * 7) % DAYS,
    end: ((i * 7) % DAYS) + 5,
  }));
  const index = indexOfAnswers();
  const alone = ranges.map((range) => windowOn(index).moveTo(range));

  it('of a range do not depend on what was counted before', () => {
    const window = windowOn(index);
    expect(ranges.map((range) => window.moveTo(range))).toEqual(alone);
  });

  it('begin anew where there are no more rounds to tell ranges apart', () => {
    // As if one person could have given so many answers that two rounds are left.
    index.answers = 2 ** 28;
    const window = windowOn(index);
    expect(ranges.map((range) => window.moveTo(range))).toEqual(alone);
  });

  it('are the same when they are tallied', () => {
    const tallies = new PeopleTallies(index, everybodyIn(index));
    expect(ranges.map((range) => [tallies.sumsOf(range)])).toEqual(alone);
  });

  it.each([MOST_TALLIED, MOST_TALLIED + 1, 70_000])('of somebody who gave %i answers are right', (answers) => {
    const talkative = new ProjectIndex();
    const answer = { survey: 1, day: 3, account: 2, setting: SETTING, respondent: 9, commented: false, respondedAt: 0 };
    for (let i = 0; i < answers; i++) talkative.countAnswer(1, { ...answer, score: i % 2 === 0 ? 10 : 0 });
    const s = answers % 2;
    expect(sumsOverPeople(talkative, everybodyIn(talkative), [{ start: 0, end: DAYS }])).toEqual([
      [{ respondent_count: 1, account_count: 1, clusters: 1, ss: s, sm: s * answers, mm: answers ** 2 }],
    ]);
  });
});
