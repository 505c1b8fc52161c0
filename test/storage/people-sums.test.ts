import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import type { Setting } from '../../server/storage/sqlite/index/counted-rows.ts';
import { ClusteredCount } from '../../server/storage/sqlite/index/people/clustered-count.ts';
import { answersIn, MOST_NARROW, NARROW, WIDE } from '../../server/storage/sqlite/index/people/packed.ts';
import { PeopleWindow } from '../../server/storage/sqlite/index/people/people-window.ts';
import { ProjectIndex } from '../../server/storage/sqlite/index/project-index.ts';
import { ONE_GROUP } from '../../server/storage/sqlite/index/row-groups.ts';
import type { Selection } from '../../server/storage/sqlite/index/selection.ts';
import type { DayRange } from '../../server/storage/storage.ts';

const DAYS = 60;
const SETTING: Setting = [0, 0, 0, 0, 0];
const PLAIN = { respondents: 'all', unit: 'respondent', cluster: 'respondent' } as const;

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
      traitSet: 0,
      setting: SETTING,
      respondent,
      score: random.integer(0, 10),
      comment: random.chance(0.3) ? i + 1 : 0,
      respondedAt: day * 86_400_000 + i,
      delay: 0,
    });
  }
  return index;
}

function everybodyIn(index: ProjectIndex): Selection {
  const surveys = index.surveys([1]).map((columns) => ({ columns, base: 0 }));
  const groups = ONE_GROUP;
  const wanted = { settings: undefined, traitSets: undefined, account: undefined };
  return { ...wanted, surveys, groups, groupCount: groups.count, keyOf: groups.keyOf };
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

  it('of rolling ranges are those of each by itself', () => {
    const rolling = Array.from({ length: DAYS }, (_, day) => ({ start: day - 8, end: day + 1 }));
    const window = windowOn(index);
    expect(rolling.map((range) => window.moveTo(range))).toEqual(rolling.map((range) => windowOn(index).moveTo(range)));
  });

  it('are the same when people are added up anew', () => {
    const counted = new ClusteredCount(index, everybodyIn(index), PLAIN, 0);
    expect(ranges.map((range) => counted.count(range))).toEqual(alone);
  });

  it.each([1, 1_023, 70_000])('of somebody who gave %i answers are right', (answers) => {
    const talkative = new ProjectIndex();
    const answer = {
      survey: 1,
      day: 3,
      account: 2,
      traitSet: 0,
      setting: SETTING,
      respondent: 9,
      comment: 0,
      respondedAt: 0,
      delay: 0,
    };
    for (let i = 0; i < answers; i++) talkative.countAnswer(1, { ...answer, score: i % 2 === 0 ? 10 : 0 });
    const s = answers % 2;
    const counted = new ClusteredCount(talkative, everybodyIn(talkative), PLAIN, 0);
    expect(counted.count({ start: 0, end: DAYS }).sums).toMatchObject({
      respondent_count: 1,
      account_count: 1,
      clusters: 1,
      ss: s,
      sm: s * answers,
      mm: answers ** 2,
    });
  });
});

describe('somebody with more answers than four bytes hold beside their sum', () => {
  const DETRACTOR = 0;
  const answers = MOST_NARROW + 3;
  const index = new ProjectIndex();
  const answer = {
    survey: 1,
    account: 1,
    traitSet: 0,
    setting: SETTING,
    score: DETRACTOR,
    comment: 0,
    respondedAt: 0,
    delay: 0,
  };
  const range = { start: 0, end: 1 };

  it('is counted like anybody else, once there is that one answer more', () => {
    for (let i = 0; i < MOST_NARROW; i++) index.countAnswer(1, { ...answer, day: 0, respondent: 1 });
    const count = () => new ClusteredCount(index, everybodyIn(index), PLAIN, 0).count(range).sums;
    expect(index.people.packing).toBe(NARROW);
    expect(count()).toMatchObject({ clusters: 1, ss: MOST_NARROW ** 2, sm: -(MOST_NARROW ** 2), mm: MOST_NARROW ** 2 });

    for (let i = MOST_NARROW; i < answers; i++) index.countAnswer(1, { ...answer, day: 0, respondent: 1 });
    expect(index.people.packing).toBe(WIDE);
    expect(count()).toMatchObject({ clusters: 1, ss: answers ** 2, sm: -(answers ** 2), mm: answers ** 2 });
    expect(windowOn(index).moveTo(range).sums).toMatchObject({ clusters: 1, mm: answers ** 2 });
  });

  it('would be lost in four bytes', () => {
    const said = NARROW.list(1);
    for (let i = 0; i < answers; i++) said[0]! += NARROW.answerOfMark[0]!;
    expect(answersIn(said[0]!, NARROW)).not.toBe(answers);
  });
});
