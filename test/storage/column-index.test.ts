import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountAnswers, ListFilter, ListPlace, ResponseFilter } from '../../server/storage/storage.ts';
import { seededRandom, type SeededRandom } from '../../server/domain/seeded-random.ts';
import type { Change } from '../../server/storage/sqlite/index/change-capture.ts';
import { MOMENT_MS } from '../../server/storage/sqlite/index/answer-word.ts';
import { indexReads } from '../../server/storage/sqlite/index/index-reads.ts';
import { NumberSet } from '../../server/storage/sqlite/number-set.ts';
import { openReader, openWriter } from '../../server/storage/sqlite/open-database.ts';
import type { TellLatest } from '../../server/storage/sqlite/reads/candidates.ts';
import { latestRows } from '../../server/storage/sqlite/reads/latest-rows.ts';
import { responseList } from '../../server/storage/sqlite/reads/response-list.ts';
import { responseWalk } from '../../server/storage/sqlite/reads/response-walk.ts';
import { WriteAheadLog } from '../../server/storage/sqlite/write-ahead-log.ts';
import { commitsOn } from './commits.ts';
import { randomQuestion } from './random-question.ts';
import { FIRST_DAY, RandomWrites } from './random-writes.ts';
import { plainly, recountCommented, recountTagged } from './recount-named.ts';
import {
  byEach,
  countedRows,
  inOrder,
  recountAccounts,
  recountActivity,
  recountAnswers,
  recountBreakdown,
  recountDelays,
  recountDisplays,
  recountFirstDay,
  recountShared,
  sortedByKey,
} from './recount.ts';

/** `npm run recount` makes it the long run. */
const OPERATIONS = Number(process.env['RECOUNT_OPERATIONS'] ?? 4_000);
const ROUNDS = 20;
const LONGEST_MS = 60_000 + 20 * OPERATIONS;

describe('the column index', () => {
  it.each([1, 2, 3])(
    'finds what a recount of the file finds, after random operations (seed %i)',
    { timeout: LONGEST_MS },
    async (seed) => {
      const { writes, expectRecount } = indexedFile(seed);
      for (let round = 0; round < ROUNDS; round++) {
        await writes.run(OPERATIONS / ROUNDS);
        await expectRecount();
      }
    },
  );

  it('is right from the first question on, asked while much is written', async () => {
    const { writes, expectRecount } = indexedFile(4);
    await writes.run(3_000);
    const writing = writes.run(3_000);
    await expectRecount(false);
    await writing;
    await expectRecount();
  });

  it.each<[string, (changes: Change[]) => Change[]]>([
    ['forgets what an answer was before', (changes) => changes.filter(({ sign }) => sign > 0)],
    ['loses the last change of a commit', (changes) => changes.slice(0, -1)],
    ['counts an answer on the day after', (changes) => changes.map(dayLater)],
    ['hears of no tag', (changes) => changes.filter(({ tag }) => !tag)],
    ['takes the next comment for the one of an answer', (changes) => changes.map(nextComment)],
  ])('is caught when it %s', async (_, spoil) => {
    const { writes, expectRecount } = indexedFile(5, spoil);
    await writes.run(100);
    await expectRecount();
    await writes.run(2_000);
    // One round of questions may all ask about what is right still: no bug is missed by so many.
    const manyRounds = async () => {
      for (let round = 0; round < 10; round++) await expectRecount();
    };
    await expect(manyRounds()).rejects.toThrow();
  });
});

function dayLater(change: Change): Change {
  if (change.answer) change.answer.day += 1;
  return change;
}

function nextComment(change: Change): Change {
  if (change.answer && change.answer.comment > 0) change.answer.comment += 1;
  return change;
}

function randomListing(random: SeededRandom): Pick<ListFilter, 'scores' | 'commented' | 'excluded'> {
  const low = random.integer(0, 10);
  return {
    ...(random.chance(0.5) && { scores: { low, high: random.integer(low, 10) } }),
    ...(random.chance(0.3) && { commented: random.chance(0.5) }),
    ...(random.chance(0.3) && { excluded: random.pick(['only', 'any'] as const) }),
  };
}

/** Fewer than there may be. */
const FEW_COMMENTS = 40;

/** The ids of some pages, one after another. */
async function pagesOf(list: ReturnType<typeof responseList>, filter: ListFilter): Promise<string[][]> {
  const pages: string[][] = [];
  let after: ListPlace | undefined;
  do {
    const { responses, next } = await list.listResponses(filter, { order: 'newest', after }, 1 + 3 * pages.length);
    pages.push(responses.map(({ id }) => id));
    after = next;
  } while (after && pages.length < 5);
  return pages;
}

function accountsIn(heard: Uint8Array): number[] {
  return Array.from(heard, (isHeard, account) => isHeard * account).filter((account) => account !== 0);
}

/** People, the sum of their latest scores and all answers, of each account that has any. */
function peopleByAccount([columns]: AccountAnswers[]): number[][] {
  const { people, sum, answers } = columns!;
  return Array.from(people, (count, account) => [account, count, sum[account]!, answers[account]!]).filter(
    ([, count]) => count! > 0,
  );
}

/** A new file with its index, whose changes may be spoilt on their way into it. */
function indexedFile(seed: number, spoil = (changes: Change[]): Change[] => changes) {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, 'elleve.db');
  const writer = openWriter(file);
  const reader = openReader(file);
  const { indexes, latestMoments, ...index } = indexReads(reader, () => openReader(file));
  const { groupDisplays, findFirstDay, accountActivity, accountAnswers } = index;
  const listsBy = (latest: TellLatest) => {
    const walk = responseWalk(reader, latest);
    return responseList(walk, latestRows(walk, latest));
  };
  const lists = { byMoments: listsBy(latestMoments), byWalking: listsBy(() => undefined) };
  const log = new WriteAheadLog(file);
  const commits = commitsOn(file, writer, { log, follow: (changes) => indexes.apply(spoil(changes)) });
  const random = seededRandom(seed);
  const questions: ReturnType<typeof randomQuestion>[] = [];
  const writes = new RandomWrites(writer, commits, seed);
  const warnings: unknown[] = [];
  const warned = (warning: unknown) => warnings.push(warning);
  process.on('warning', warned);
  onTestFinished(async () => {
    process.off('warning', warned);
    await commits.finish();
    // The thread that carries it over would miss the file, and warn the test that comes next.
    await log.close();
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true });
  });

  async function expectSameLists(filter: ResponseFilter): Promise<void> {
    const listed = { ...filter, ...randomListing(random) };
    expect(await pagesOf(lists.byMoments, listed)).toEqual(await pagesOf(lists.byWalking, listed));
    const rows = countedRows(reader, filter);
    for (const limit of [FEW_COMMENTS, 10_000]) {
      expect(plainly(await index.listCommented(filter, limit))).toEqual(recountCommented(rows, limit));
    }
    expect(plainly(await index.listTagged(filter))).toEqual(recountTagged(reader, rows));
    const found = rows.filter(({ comment }) => comment?.includes('low'));
    const numbers = new NumberSet(found.map(({ comment_id }) => comment_id!));
    const latest = latestMoments({ ...filter, phrases: ['slow'] }, Infinity, FEW_COMMENTS, numbers);
    const moments = found.map(({ responded_at }) => responded_at - (responded_at % MOMENT_MS));
    expect(latest?.moments).toEqual([...new Set(moments)].slice(0, FEW_COMMENTS));
  }

  return {
    writes,
    /** `isStill` while nothing is written: a list is read in several turns of the event loop. */
    expectRecount: async (isStill = true) => {
      // What was asked before is asked again: what was remembered must have followed.
      for (let i = 0; i < 5; i++) questions.push(randomQuestion(random, writes.project));
      for (const { filter, grouping, clustering, pairs, by } of questions.slice(-10)) {
        const answers = await index.countAnswers(filter, clustering, grouping.ranges);
        const shared = await index.sharedPeople(filter, pairs, clustering);
        const groups = await index.breakDownAnswers(filter, by, clustering);
        const displays = await groupDisplays(filter, grouping);
        expect(answers).toEqual(recountAnswers(reader, filter, clustering, grouping.ranges));
        expect(shared).toEqual(recountShared(reader, filter, pairs, clustering));
        expect(sortedByKey(groups)).toEqual(recountBreakdown(reader, filter, by, clustering));
        expect(inOrder(displays)).toEqual(recountDisplays(reader, filter, grouping));
        expect(await findFirstDay(filter)).toBe(recountFirstDay(reader, filter));
        if (isStill) await expectSameLists(filter);
        const ranges = [{ start: FIRST_DAY, end: FIRST_DAY + 40 }];
        expect(peopleByAccount(await accountAnswers(filter, ranges))).toEqual(recountAccounts(reader, filter, ranges));
        const delays = await index.answerDelays(filter, Infinity);
        expect(delays.map(({ score, delay_ms }): [number, number] => [score, delay_ms]).sort(byEach)).toEqual(
          recountDelays(reader, filter),
        );
        expect(accountsIn(await index.heardAccounts(filter))).toEqual(
          recountAccounts(reader, filter, [{ start: -Infinity, end: Infinity, ...filter.days }])
            .map(([account]) => account!)
            .filter((account) => account !== 0),
        );
        const { last_answered_at, last_asked_at } = await accountActivity(filter);
        const activity = recountActivity(reader, filter);
        expect(activity.map((_, account) => [last_answered_at[account] ?? 0, last_asked_at[account] ?? 0])).toEqual(
          activity,
        );
      }
      // An index that cannot follow warns and is built anew: its answers are right, and something is wrong.
      expect(warnings).toEqual([]);
    },
  };
}
