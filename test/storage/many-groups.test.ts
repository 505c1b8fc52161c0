import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { Chunk } from '../../server/storage/sqlite/index/chunk.ts';
import { indexReads } from '../../server/storage/sqlite/index/index-reads.ts';
import { Numbering } from '../../server/storage/sqlite/index/numbering.ts';
import { matchingRows } from '../../server/storage/sqlite/index/people/matching-rows.ts';
import { DISPLAY_COLUMNS } from '../../server/storage/sqlite/index/row-columns.ts';
import { groupsOfRows } from '../../server/storage/sqlite/index/row-groups.ts';
import { openReader, openWriter } from '../../server/storage/sqlite/open-database.ts';
import type { BreakdownDimension, Dimension, ResponseFilter } from '../../server/storage/storage.ts';
import { inOrder, recountBreakdown, recountDisplays, sortedByKey } from './recount.ts';
import { numberOf } from '../../server/storage/sqlite/stored-words.ts';

const CLAIMED = numberOf('identity', 'claimed');
const ANSWERED = numberOf('outcome', 'answered');
const WIDGET = numberOf('channel', 'widget');
const TOUCHPOINTS = 90;
/** With all touchpoints, more groups than are counted without looking which there are. */
const CITIES = 80;
const ANSWERS = 600;
const PLAIN = { respondents: 'all', unit: 'respondent', cluster: 'respondent' } as const;
const CITY: Dimension = { trait: 'city' };

/** One answer to each display; every touchpoint and every city comes up, and few of their pairs. */
function crowdedFile() {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, 'elleve.db');
  const db = openWriter(file);
  const random = seededRandom(3);
  db.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'p', 'k', '', 'live', 'UTC', 0);
    insert into survey values (1, 1, 's', 'relationship', '{}'), (1, 2, 't', 'relationship', '{}');`);
  const label = db.prepare(`insert into label values (1, ?, ?)`);
  for (let id = 1; id <= TOUCHPOINTS; id++) label.run(id, `step-${id}`);
  const traits = db.prepare(`insert into trait_set values (1, ?, json_object('city', ?))`);
  for (let id = 1; id <= CITIES; id++) traits.run(id, `city-${id}`);
  const columns = 'survey_id, survey_version, trait_set_id, touchpoint_id, identity, day';
  const display = db.prepare(
    `insert into display (project_id, display_id, ${columns}, displayed_at, outcome)
     values (1, ?, ?, 1, ?, ?, ${CLAIMED}, ?, ?, ${ANSWERED})`,
  );
  const response = db.prepare(
    `insert into response (project_id, response_id, ${columns}, score, channel, responded_at, received_after)
     values (1, ?, ?, 1, ?, ?, ${CLAIMED}, ?, ?, ${WIDGET}, ?, 0)`,
  );
  for (let i = 0; i < ANSWERS; i++) {
    const id = Buffer.alloc(16);
    id.writeUInt32BE(i);
    const day = i % 30;
    const at = day * 86_400_000 + i;
    const shared = [1 + (i % 2), random.integer(1, CITIES), random.integer(1, TOUCHPOINTS)];
    display.run(id, ...shared, day, at);
    response.run(id, ...shared, day, random.integer(0, 10), at);
  }
  const reader = openReader(file);
  onTestFinished(() => {
    reader.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
  return { reader, index: indexReads(reader, () => openReader(file)) };
}

describe('a breakdown with more groups than answers', () => {
  const filter: ResponseFilter = { project_id: 1, surveys: [1, 2], days: { start: 3, end: 25 }, traits: [] };

  it.each<[string, Dimension[]]>([
    ['city and touchpoint', [CITY, 'touchpoint']],
    ['touchpoint and city', ['touchpoint', CITY]],
    ['touchpoint, survey and city', ['touchpoint', 'survey', CITY]],
  ])('by %s has those that there are', async (_, by) => {
    const { reader, index } = crowdedFile();
    const groups = await index.breakDownAnswers(filter, by, PLAIN);
    expect(groups.length).toBeGreaterThan(300);
    expect(sortedByKey(groups)).toEqual(recountBreakdown(reader, filter, by, PLAIN));
    const grouping = {
      by,
      ranges: [
        { start: 3, end: 8 },
        { start: 20, end: 24 },
        { start: 9, end: 9 },
      ],
    };
    expect(inOrder(await index.groupDisplays(filter, grouping))).toEqual(recountDisplays(reader, filter, grouping));
  });

  it('by company size as well has those that there are', async () => {
    const { reader, index } = crowdedFile();
    const by: BreakdownDimension[] = [CITY, 'account_size'];
    const groups = await index.breakDownAnswers(filter, by, PLAIN);
    expect(sortedByKey(groups)).toEqual(recountBreakdown(reader, filter, by, PLAIN));
  });
});

/** One of a hundred thousand codes for each of a few. */
function coding(codes: number[]) {
  return { codes: Uint32Array.from(codes), count: 100_000, valuesOf: () => [] };
}

describe('groups beyond what four bytes hold', () => {
  it('are told from each other', () => {
    // The second group's place is that of the first and 2³².
    const numbering = new Numbering(100_000 ** 2);
    const groups = {
      count: 100_000 ** 2,
      keyOf: () => [],
      settings: coding([0, 42_949]),
      traitSets: coding([0, 67_296]),
      numbering,
    };
    const chunk = Chunk.with(0, [0, 0, 0], DISPLAY_COLUMNS, false);
    chunk.add(1, [0, 1, 1]);
    chunk.add(2, [0, 0, 0]);
    const rows = matchingRows({ settings: undefined, traitSets: undefined }, chunk, 0, 3);
    expect([...groupsOfRows(groups, 0, chunk, rows).subarray(0, 3)]).toEqual([0, 1, 0]);
    expect(numbering.known).toEqual([0, 2 ** 32]);
  });
});
