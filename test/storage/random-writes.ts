import type { Database } from 'better-sqlite3';
import { newSurvey } from '../../server/domain/survey-definition.ts';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import type { GroupCommit } from '../../server/storage/sqlite/group-commit.ts';
import { changeStamps } from '../../server/storage/sqlite/change-stamp.ts';
import { Interning } from '../../server/storage/sqlite/interning.ts';
import { bytesOfUuid } from '../../server/storage/sqlite/uuid-bytes.ts';
import { changeResponse } from '../../server/storage/sqlite/writes/change-response.ts';
import { claimDisplay } from '../../server/storage/sqlite/writes/claim-display.ts';
import { dismissDisplay } from '../../server/storage/sqlite/writes/dismiss-display.ts';
import { recordResponse } from '../../server/storage/sqlite/writes/record-response.ts';
import { surveyWrites } from '../../server/storage/sqlite/writes/surveys.ts';
import { tagResponse } from '../../server/storage/sqlite/writes/tag-response.ts';
import { tenantWrites } from '../../server/storage/sqlite/writes/tenants.ts';
import type { StoredSurvey } from '../../server/storage/storage.ts';
import { uuidv7 } from '../../shared/uuid.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
export const FIRST_DAY = 20_000;
export const DAYS = 120;
export const SURVEYS = 3;

/** Writes of every kind that a project sees, in an order that a seed repeats. */
export class RandomWrites {
  readonly project: number;
  readonly #random;
  readonly #commits: GroupCommit;
  readonly #operations: (() => unknown)[];
  readonly #displays: string[] = [];
  readonly #responses: string[] = [];

  constructor(db: Database, commits: GroupCommit, seed: number) {
    const random = seededRandom(seed);
    this.#random = random;
    this.#commits = commits;
    const tenants = tenantWrites(db);
    const { id: project } = tenants.createProject({
      public_id: `prj_${seed}`,
      public_key: `elv_pk_${seed}`,
      name: '',
      mode: 'live',
      time_zone: 'Europe/Copenhagen',
      created_at: 0,
    });
    this.project = project;
    const surveys = Array.from({ length: SURVEYS }, (_, i): StoredSurvey => {
      const pressure = {
        rest_days: 1,
        rest_after_other_survey_days: 0,
        rest_after_dismissal_days: 0,
        displays_per_wave: 9,
        asks_per_account_per_day: null,
      };
      const survey = { ...newSurvey({ name: `Survey ${i}`, pressure }, 0), status: 'live' as const };
      surveyWrites(db).createSurvey(project, survey);
      return { internal_id: i + 1, survey };
    });

    const stamp = changeStamps(db);
    const interning = new Interning(db);
    const claim = claimDisplay(db, interning, stamp);
    const dismiss = dismissDisplay(db);
    const record = recordResponse(db, stamp);
    const change = changeResponse(db, stamp);
    const newId = () =>
      uuidv7(
        this.#now(),
        Uint8Array.from({ length: 16 }, () => random.integer(0, 255)),
      );
    const someDisplay = () => random.pick(this.#displays);
    const someResponse = () => random.pick(this.#responses);

    // Whoever was asked would rest, and time goes back and forth here.
    const forgetAsking = db.prepare('delete from asking_memory');
    const show = () => {
      forgetAsking.run();
      const id = newId();
      const now = this.#now();
      const person = random.integer(0, 60);
      claim({
        project_id: project,
        display_id: id,
        survey: random.pick(surveys),
        survey_version: random.integer(1, 3),
        person: person === 0 ? undefined : { id: `user-${person}`, anonymous: random.chance(0.1) },
        account: random.chance(0.9) ? `account-${random.chance(0.95) ? person % 9 : random.integer(0, 8)}` : undefined,
        traits: random.chance(0.1)
          ? {}
          : { plan: random.pick(PLANS), seats: random.integer(1, 4), trial: random.chance(0.3) },
        touchpoint: random.pick([undefined, 'invoice_paid', 'ticket_closed']),
        locale: random.pick([undefined, 'da', 'en', 'nb-NO']),
        url_path: undefined,
        device: undefined,
        device_id: undefined,
        identity: random.pick(['verified', 'claimed'] as const),
        now,
        time_zone: 'UTC',
      });
      this.#displays.push(id);
    };
    const answer = () => {
      const id = newId();
      const now = this.#now();
      record(
        {
          project_id: project,
          response_id: id,
          display_id: someDisplay(),
          channel: random.pick(['widget', 'link', 'email'] as const),
          score: random.integer(0, 10),
          comment: random.chance(0.3) ? random.pick(COMMENTS) : null,
          contact_ok: null,
          responded_at: now,
          received_at: now,
          day: Math.floor(now / DAY_MS),
        },
        () => 0,
      );
      this.#responses.push(id);
    };
    const edit = () =>
      change({
        project_id: project,
        response_id: someResponse(),
        score: random.pick([undefined, random.integer(0, 10)]),
        comment: random.pick([undefined, null, random.pick(COMMENTS)]),
        contact_ok: undefined,
        now: 0,
      });
    const end = () =>
      dismiss({
        project_id: project,
        display_id: someDisplay(),
        reason: random.pick(['closed', 'escape', 'timeout', 'not_drawn'] as const),
        never_again: false,
        now: this.#now(),
      });
    const tagging = tagResponse(db, interning, stamp);
    const tag = () =>
      tagging({
        project_id: project,
        response_id: someResponse(),
        tags: TAGS.filter(() => random.chance(0.4)),
        now: 0,
      });
    const exclusion = db.prepare(`update response set excluded = ? where project_id = ? and response_id = ?`);
    const exclude = () => exclusion.run(random.pick(['a colleague', null]), project, bytesOfUuid(someResponse()));
    const correction = db.prepare(
      `update response
       set trait_set_id = (select trait_set_id from trait_set where project_id = @project order by trait_set_id limit 1 offset @place)
       where project_id = @project and response_id = @response`,
    );
    const correct = () =>
      correction.run({ project, response: bytesOfUuid(someResponse()), place: random.integer(0, 9) });
    const erasures = ['response', 'display'].map((table) =>
      db.prepare(`delete from ${table} where project_id = ? and respondent_id = ?`),
    );
    const erase = () => {
      const person = random.integer(1, 60);
      for (const erasure of erasures) erasure.run(project, person);
    };
    const fail = () => {
      answer();
      throw new Error('This operation is undone.');
    };
    this.#operations = [
      ...Array<() => unknown>(10).fill(show),
      ...Array<() => unknown>(8).fill(answer),
      edit,
      edit,
      end,
      end,
      tag,
      tag,
      exclude,
      exclude,
      correct,
      fail,
    ];
    this.#rare = erase;
    for (let i = 0; i < 3; i++) {
      show();
      answer();
    }
  }

  readonly #rare: () => unknown;

  /** Resolves when `count` operations are done, some of them in one commit. */
  async run(count: number): Promise<void> {
    for (let done = 0; done < count; done += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, count - done) }, () => {
        const operation = this.#random.chance(1 / 500) ? this.#rare : this.#random.pick(this.#operations);
        return this.#commits.run(operation);
      });
      await Promise.allSettled(batch);
    }
  }

  #now(): number {
    return FIRST_DAY * DAY_MS + this.#random.integer(0, DAYS * DAY_MS);
  }
}

const BATCH = 50;
const COMMENTS = [
  'The export is slow.',
  'Slow import, slow export.',
  'Fakturaen er for dyr.',
  'Wonderful support',
  'and the',
];
const TAGS = ['billing', 'speed', 'support'];
const PLANS = ['free', 'pro', 'enterprise'];
