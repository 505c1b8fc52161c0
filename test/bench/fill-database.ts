import type { Database } from 'better-sqlite3';
import { seededRandom, type SeededRandom } from '../../server/domain/seeded-random.ts';
import { english } from '../../server/domain/sample-comments/en.ts';
import { accountOf, LOCALES, personOf, TOUCHPOINTS, traitsOf } from './bench-people.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { numberOf } from '../../server/storage/sqlite/stored-words.ts';

/** The last day with answers; they go back three years from here. */
export const LAST_DAY = 20_450;
export const DAYS = 1_095;

const DAY_MS = 24 * 60 * 60 * 1000;
const DISPLAYS_PER_ANSWER = 3;
const ANSWERS_PER_ACCOUNT = 200;
const BIGGEST_SURVEY = 0.1;
/** What companies pay is told by the server, of four in five. */
export const REVENUE = 'revenue';
/** One answer in so many has a tag: they are given by hand. */
const ANSWERS_PER_TAG = 2_000;
const DESKTOP = numberOf('device', 'desktop');
const WIDGET = numberOf('channel', 'widget');
/** Between an answer and its arrival, where the page waited with it. */
const SLOWEST_MS = 3_000;
const TAGS = ['billing', 'onboarding', 'speed', 'support'];
const COMMENTS = [
  'The export to our bookkeeping takes too many steps.',
  ...english.promoter,
  ...english.passive,
  ...english.detractor,
];
/** Out of a hundred, a plausible mix with an NPS near 30. */
const SCORES = [2, 1, 1, 2, 2, 5, 7, 14, 20, 21, 25];

/** Writes the rows past the storage, which would take hours. Answers how many accounts there are. */
export function fillDatabase(file: string, project: number, surveys: number, rows: number): number {
  const db = new Sqlite(file);
  // A file that is made for one run needs no protection from a power cut.
  db.pragma('synchronous = off');
  db.pragma('cache_size = -500000');
  db.pragma('foreign_keys = off');
  const random = seededRandom(rows);
  const accounts = Math.max(10, Math.round(rows / ANSWERS_PER_ACCOUNT));
  const write = rowWriter(db, project, random);
  for (let day = 0; day < DAYS; day++) {
    const answers = Math.floor(((day + 1) * rows) / DAYS) - Math.floor((day * rows) / DAYS);
    db.transaction(() => {
      for (let i = 0; i < answers * DISPLAYS_PER_ANSWER; i++) {
        const survey = random.chance(BIGGEST_SURVEY) ? 1 : random.integer(1, surveys);
        write(LAST_DAY - DAYS + 1 + day, survey, personOf(random, accounts), i < answers);
      }
    })();
  }
  tellRevenues(db);
  tagAnswers(db, project);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
  return accounts;
}

function tellRevenues(db: Database): void {
  db.exec(
    `update account set traits = json_object('${REVENUE}', 100 + account_id * 7919 % 90000) where account_id % 5 <> 0`,
  );
}

function tagAnswers(db: Database, project: number): void {
  const label = db.prepare(`insert into label (project_id, label_id, text) values (${project}, ?, ?)`);
  const first = db.prepare('select max(label_id) + 1 from label').pluck().get() as number;
  TAGS.forEach((tag, place) => label.run(first + place, tag));
  db.exec(
    `insert into response_tag (project_id, response_id, label_id)
     select project_id, response_id, ${first} + unicode(substr(hex(response_id), 32)) % ${TAGS.length}
     from response
     where responded_at / 7 % ${ANSWERS_PER_TAG} = 0`,
  );
}

function rowWriter(db: Database, project: number, random: SeededRandom) {
  const intern = interned(db, project);
  const display = db.prepare(
    `insert into display (project_id, display_id, survey_id, survey_version, respondent_id, account_id, trait_set_id,
       locale_id, touchpoint_id, device, url_path, identity, day, displayed_at, outcome)
     values (${project}, ?, ?, ?, ?, ?, ?, ?, ?, ${DESKTOP}, '/invoices', ?, ?, ?, ?)`,
  );
  const response = db.prepare(
    `insert into response (project_id, response_id, display_id, survey_id, survey_version, respondent_id,
       account_id, trait_set_id, locale_id, touchpoint_id, score, comment, contact_ok, channel, identity, url_path, day,
       responded_at, received_after, delay_ms, updated_us)
     values (${project}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ${WIDGET}, ?, '/invoices', ?, ?, ?, 9000, ?)`,
  );
  const deck = SCORES.flatMap((count, score) => Array<number>(count).fill(score));

  return (day: number, survey: number, person: number, answered: boolean): void => {
    const account = accountOf(person);
    const at = day * DAY_MS + random.integer(0, DAY_MS - 100_000);
    const version = day < LAST_DAY - DAYS / 2 ? 1 : 2;
    const identity = numberOf('identity', account % 5 < 3 ? 'verified' : 'claimed');
    const touchpoint = random.chance(0.2) ? intern.label(random.pick(TOUCHPOINTS)) : null;
    const shared = [
      intern.respondent(person),
      intern.account(account),
      intern.traits(traitsOf(person)),
      intern.label(LOCALES[account % LOCALES.length]!),
      touchpoint,
    ];
    const displayId = idAt(at, random);
    const outcome = answered ? 'answered' : random.chance(0.3) ? 'closed' : 'open';
    display.run(displayId, survey, version, ...shared, identity, day, at, numberOf('outcome', outcome));
    if (!answered) return;
    const comment = random.chance(0.1) ? random.pick(COMMENTS) : null;
    const score = random.pick(deck);
    const responded = at + 9_000;
    const delay = at % SLOWEST_MS;
    response.run(
      idAt(responded, random),
      displayId,
      survey,
      version,
      ...shared,
      score,
      comment,
      identity,
      day,
      responded,
      delay,
      1_000 * (responded + delay),
    );
  };
}

function interned(db: Database, project: number) {
  const dictionary = <Key>(sql: string, textOf: (key: Key) => string) => {
    const insert = db.prepare<[number, string]>(sql);
    const ids = new Map<Key, number>();
    return (key: Key): number => {
      const id = ids.get(key) ?? ids.size + 1;
      if (id > ids.size) {
        ids.set(key, id);
        insert.run(id, textOf(key));
      }
      return id;
    };
  };
  return {
    respondent: dictionary<number>(
      `insert into respondent (project_id, respondent_id, anonymous, external_id) values (${project}, ?, 0, ?)`,
      (person) => `user-${String(person).padStart(19, '0')}`,
    ),
    account: dictionary<number>(
      `insert into account (project_id, account_id, external_id) values (${project}, ?, ?)`,
      externalAccount,
    ),
    traits: dictionary<string>(
      `insert into trait_set (project_id, trait_set_id, traits) values (${project}, ?, ?)`,
      (traits) => traits,
    ),
    label: dictionary<string>(
      `insert into label (project_id, label_id, text) values (${project}, ?, ?)`,
      (text) => text,
    ),
  };
}

/** 24 characters, as long as the ids of many systems. */
export function externalAccount(account: number): string {
  return `account-${String(account).padStart(16, '0')}`;
}

/** A UUID of version 7, as bytes. */
function idAt(time: number, random: SeededRandom): Buffer {
  const id = Buffer.alloc(16);
  id.writeUIntBE(time, 0, 6);
  for (let i = 6; i < 14; i += 4) id.writeUInt32BE(Math.floor(random.unit() * 2 ** 32), i);
  id.writeUInt16BE(random.integer(0, 0xffff), 14);
  id[6] = (id[6]! & 0x0f) | 0x70;
  id[8] = (id[8]! & 0x3f) | 0x80;
  return id;
}
