import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { checkStorage, openStorage } from '../../server/storage/open-storage.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { digestOf } from '../../server/storage/sqlite/first-body.ts';
import { RedoJournal } from '../../server/storage/sqlite/redo/redo-journal.ts';
import { STORED_WORDS } from '../../server/storage/sqlite/stored-words.ts';
import { uuidOfHex } from '../../server/storage/sqlite/uuid-bytes.ts';
import { fileOfVersion } from './file-of-version.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const DAY = Math.floor(NOW / 86_400_000);
const FIRST = 'What it said first.';
const LATER = 'What it says now.';

const hexOf = (kind: 'a' | 'd', place: number) =>
  `0190000000007000800000000000${kind}${place.toString(16).padStart(3, '0')}`;
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const digest = (place: number, comment: string | null) =>
  digestOf({ display_id: uuidOfHex(hexOf('d', place)), score: place, comment, contact_ok: null });

/** A file as version 10 left it: a display of each outcome, identity and device, an answer of each channel, changed and imported ones. */
const oldFile = () => fileOfVersion(10, fill);

function fill(db: Database): void {
  db.exec(`
    insert into survey (project_id, survey_id, public_id, kind, definition) values (1, 1, 'srv_1', 'relationship', '{}');
    insert into respondent (project_id, respondent_id, anonymous, external_id) values (1, 1, 0, 'ada'), (1, 2, 1, 'device');
    insert into account (project_id, account_id, external_id) values (1, 1, 'acme');
    insert into label (project_id, label_id, text) values (1, 1, 'billing');
    insert into survey_quota values (1, 1, 0);
  `);
  const display = db.prepare(
    `insert into display (project_id, display_id, survey_id, survey_version, respondent_id, account_id, device, url_path, identity, day,
       displayed_at, outcome, response_id)
     values (1, ?, 1, 1, ?, 1, ?, '/invoices', ?, ?, ?, ?, ?)`,
  );
  const response = db.prepare(
    `insert into response (project_id, response_id, display_id, original, survey_id, survey_version, respondent_id, account_id, score,
       comment, channel, identity, url_path, day, responded_at, received_at, changed_at, excluded, updated_us, flags)
     values (1, ?, ?, ?, 1, 1, ?, 1, ?, ?, ?, ?, '/invoices', ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [place, outcome] of STORED_WORDS.outcome.entries()) {
    const identity = STORED_WORDS.identity[place % 4]!;
    const device = STORED_WORDS.device[place] ?? null;
    const person = identity === 'anonymous' ? 2 : 1;
    display.run(bytes(hexOf('d', place)), person, device, identity, DAY, NOW, outcome, null);
  }
  for (const [place, channel] of STORED_WORDS.channel.entries()) {
    const isImported = channel === 'import';
    const isChanged = channel === 'link';
    const [said, says] = isChanged ? [FIRST, LATER] : [FIRST, FIRST];
    db.exec(
      `update display set outcome = 'answered', response_id = x'${hexOf('a', place)}' where display_id = x'${hexOf('d', place)}'`,
    );
    response.run(
      bytes(hexOf('a', place)),
      isImported ? null : bytes(hexOf('d', place)),
      isImported ? Buffer.alloc(8, 7) : digest(place, said),
      1,
      place,
      says,
      channel,
      STORED_WORDS.identity[place % 4],
      DAY,
      NOW - place,
      NOW,
      isChanged ? NOW + 5 : null,
      channel === 'email' ? 'a colleague' : null,
      1000 * (isChanged ? NOW + 5 : NOW) + place,
      channel === 'api' ? 1 : 0,
    );
  }
  db.exec(`
    insert into response_tag values (1, x'${hexOf('a', 0)}', 1);
    insert into comment_fts (rowid, comment) select comment_id, comment from response where comment_id <= 3;
    update comment_fts_progress set indexed_up_to = 3;
    insert into asking_memory values (1, 1, '{"1":[${NOW},1,${NOW},${NOW}]}'), (1, 2, '{"1":[${NOW},1,${NOW},${NOW}]}');
  `);
}

const everything = { project_id: 1, surveys: [1], days: {}, traits: [], excluded: 'any' as const };

it('an old file says the same after its words have become numbers', async () => {
  const file = oldFile();
  const storage = openStorage(file);
  const { responses } = await storage.listResponses(everything, { order: 'newest' }, 10);
  expect(responses).toMatchObject(
    STORED_WORDS.channel.map((channel, place) => ({
      id: uuidOfHex(hexOf('a', place)),
      channel,
      identity: STORED_WORDS.identity[place % 4],
      comment: channel === 'link' ? LATER : FIRST,
      responded_at: NOW - place,
      changed_at: channel === 'link' ? NOW + 5 : null,
      excluded: channel === 'email' ? 'a colleague' : null,
      flags: channel === 'api' ? ['burst'] : [],
      tags: place === 0 ? ['billing'] : [],
      respondent_id: 'ada',
      account_id: 'acme',
      url_path: '/invoices',
    })),
  );
  const person = await storage.findPerson(1, 'ada');
  const device = await storage.findPerson(1, 'device');
  const displays = [...person!.displays, ...device!.displays].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(displays).toMatchObject(
    STORED_WORDS.outcome.map((outcome, place) => ({
      id: uuidOfHex(hexOf('d', place)),
      outcome: place < STORED_WORDS.channel.length ? 'answered' : outcome,
      identity: STORED_WORDS.identity[place % 4],
      device: STORED_WORDS.device[place] ?? null,
    })),
  );
  expect(
    (await storage.listResponses({ ...everything, phrases: ['now'] }, { order: 'newest' }, 10)).responses,
  ).toHaveLength(1);
  await storage.close();
  expect(checkStorage(file, { repair: false })).toEqual({ ok: true, findings: [] });
});

it('an old file still tells a retry from another answer, and keeps no digest of what stands in the row', async () => {
  const file = oldFile();
  const storage = openStorage(file);
  const said = (place: number, comment: string) =>
    storage.recordResponse({
      project_id: 1,
      response_id: uuidOfHex(hexOf('a', place)),
      display_id: uuidOfHex(hexOf('d', place)),
      channel: 'widget',
      score: place,
      comment,
      contact_ok: null,
      responded_at: NOW,
      received_at: NOW,
      day: DAY,
    });
  for (const place of [0, 1, 2, 3]) expect(await said(place, FIRST)).toBe('repeated');
  for (const place of [0, 1, 2, 3]) expect(await said(place, LATER)).toBe('id_reused');
  await storage.changeResponse({
    project_id: 1,
    response_id: uuidOfHex(hexOf('a', 0)),
    score: undefined,
    comment: LATER,
    contact_ok: undefined,
    now: NOW + 9,
  });
  expect(await said(0, FIRST)).toBe('repeated');
  expect(await said(0, LATER)).toBe('id_reused');
  await storage.close();
  const db = new Sqlite(file, { readonly: true });
  expect(db.prepare(`select score from response where original is not null order by score`).pluck().all()).toEqual([
    0, 1, 4,
  ]);
  db.close();
});

it('a journal that an older version left is read as it is', async () => {
  const file = oldFile();
  const old = new Sqlite(file);
  old.exec(
    `insert into display (project_id, display_id, survey_id, survey_version, identity, day, displayed_at)
     values (1, x'${hexOf('d', 8)}', 1, 1, 'claimed', ${DAY}, ${NOW}), (1, x'${hexOf('d', 9)}', 1, 1, 'claimed', ${DAY}, ${NOW})`,
  );
  const identity = old.prepare<[], Buffer>('select identity from redo_progress').pluck().get()!;
  old.close();
  const [answered, dismissed] = [8, 9].map((place) => uuidOfHex(hexOf('d', place)));
  const journal = new RedoJournal(file, identity);
  await journal.append(
    [
      [
        'answer',
        {
          project_id: 1,
          response_id: uuidOfHex(hexOf('a', 8)),
          display_id: answered!,
          channel: 'email',
          score: 8,
          comment: FIRST,
          contact_ok: true,
          responded_at: NOW,
          received_at: NOW + 70,
          day: DAY,
        },
        0,
      ],
      ['dismissal', { project_id: 1, display_id: dismissed!, reason: 'escape', now: NOW }],
    ],
    1,
  );
  journal.close();
  const storage = openStorage(file);
  expect(await storage.findResponse(1, uuidOfHex(hexOf('a', 8)))).toMatchObject({
    channel: 'email',
    identity: 'claimed',
  });
  await storage.close();
  const db = new Sqlite(file, { readonly: true });
  expect(db.prepare('select received_after from response where score = 8').pluck().get()).toBe(70);
  expect(db.prepare('select outcome from display where respondent_id is null').pluck().all()).toEqual([1, 3]);
  db.close();
});

it('leaves no room of the rows that were written anew', () => {
  const file = oldFile();
  openWriter(file).close();
  const db = new Sqlite(file, { readonly: true });
  expect(db.pragma('freelist_count', { simple: true })).toBe(0);
  expect(db.pragma('page_count', { simple: true })).toBe(statSync(file).size / 4096);
  db.close();
});

it('words keep their numbers', () => {
  expect(STORED_WORDS).toEqual({
    channel: ['widget', 'link', 'email', 'api', 'import'],
    identity: ['verified', 'verified_late', 'claimed', 'anonymous'],
    device: ['desktop', 'tablet', 'phone'],
    outcome: ['open', 'answered', 'closed', 'escape', 'timeout', 'not_drawn'],
  });
});
