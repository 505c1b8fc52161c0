import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { seededRandom } from '../../server/domain/seeded-random.ts';

const DAY_MS = 86_400_000;
const WORDS = 'fakturaen er for dyr slow support great export missing onboarding æøå pris virker ikke love it'.split(
  ' ',
);
const PLANS = ['free', 'team', 'pro', 'enterprise'];
const LANGUAGES = ['da', 'en', 'sv', 'nb'];

/** Fills the only project of a database with answers over two years, past the server's own operations: they would take too long. */
export function fillAnswers(file: string, count: number, until: number): void {
  const db = new Sqlite(file);
  const random = seededRandom(11);
  db.pragma('synchronous = off');
  const survey = db.prepare<[], { project_id: number; survey_id: number }>('select * from survey').get()!;
  const project = survey.project_id;

  const people = Math.ceil(count / 4);
  const accounts = Math.ceil(count / 60);
  db.transaction(() => {
    const account = db.prepare('insert into account (project_id, account_id, external_id) values (?, ?, ?)');
    for (let id = 1; id <= accounts; id++) account.run(project, id, `account-${id}`);
    const person = db.prepare(
      'insert into respondent (project_id, respondent_id, anonymous, external_id) values (?, ?, 0, ?)',
    );
    for (let id = 1; id <= people; id++) person.run(project, id, `user-${id}@account-${(id % accounts) + 1}`);
    const traits = db.prepare('insert into trait_set (project_id, trait_set_id, traits) values (?, ?, ?)');
    PLANS.forEach((plan, i) => traits.run(project, i + 1, JSON.stringify({ plan })));
    const label = db.prepare('insert into label (project_id, label_id, text) values (?, ?, ?)');
    LANGUAGES.forEach((text, i) => label.run(project, i + 1, text));
  })();

  const insert = db.prepare(
    `insert into response (project_id, response_id, original, survey_id, survey_version, respondent_id, account_id,
       trait_set_id, locale_id, score, comment, channel, identity, url_path, day, responded_at, received_at, updated_us)
     values (@project, @id, @original, @survey, 1, @person, @account, @traits, @locale, @score, @comment, 'widget',
       'claimed', '/invoices', @day, @at, @at, 1000 * @at)`,
  );
  const start = until - 730 * DAY_MS;
  const answer = (i: number) => {
    const at = start + Math.floor((i / count) * 730 * DAY_MS);
    const id = createHash('sha256').update(`answer ${i}`).digest().subarray(0, 16);
    id.writeUIntBE(at, 0, 6);
    const person = random.integer(1, people);
    const words = () => Array.from({ length: random.integer(4, 30) }, () => random.pick(WORDS)).join(' ');
    const comment = random.chance(0.3) ? `${words()} nr${i}` : null;
    insert.run({
      project,
      id,
      original: id.subarray(0, 8),
      survey: survey.survey_id,
      person,
      account: (person % accounts) + 1,
      traits: random.integer(1, PLANS.length),
      locale: random.integer(1, LANGUAGES.length),
      score: random.integer(0, 10),
      comment,
      day: Math.floor(at / DAY_MS),
      at,
    });
  };
  for (let from = 0; from < count; from += 50_000) {
    db.transaction(() => {
      for (let i = from; i < Math.min(count, from + 50_000); i++) answer(i);
    })();
  }
  db.exec('analyze');
  db.close();
}
