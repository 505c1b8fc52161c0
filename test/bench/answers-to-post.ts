import { randomBytes } from 'node:crypto';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import type { Request } from 'autocannon';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { writeToken } from '../../server/domain/write-token.ts';
import { bytesOfUuid } from '../../server/storage/sqlite/uuid-bytes.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { BENCH_SECRET } from './bench-secret.ts';
import { DAYS, LAST_DAY } from './fill-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Displays that wait for an answer, and the requests that bring it. Each is used once. */
export class AnswersToPost {
  readonly #db;
  readonly #project: { project_id: number; public_id: string; public_key: string };
  readonly #random = seededRandom(7);
  readonly #insertPerson;
  readonly #insert;
  readonly #insertMemory;
  #person: number;

  constructor(file: string) {
    this.#db = new Sqlite(file);
    this.#db.pragma('busy_timeout = 5000');
    this.#db.pragma('foreign_keys = off');
    this.#project = this.#db
      .prepare<[], { project_id: number; public_id: string; public_key: string }>(
        'select project_id, public_id, public_key from project order by project_id limit 1',
      )
      .get()!;
    this.#person =
      this.#db
        .prepare<[number], number>('select max(respondent_id) from respondent where project_id = ?')
        .pluck()
        .get(this.#project.project_id) ?? 0;
    // A display as a claim leaves it: like one of somebody's, of a person of its own, who has nothing else to answer.
    this.#insertPerson = this.#db.prepare(
      `insert into respondent (project_id, respondent_id, anonymous, external_id)
       values (@project, @person, 0, @id)`,
    );
    this.#insert = this.#db.prepare(
      `insert into display (project_id, display_id, survey_id, survey_version, respondent_id, account_id, trait_set_id, locale_id,
         touchpoint_id, device, url_path, identity, day, displayed_at)
       select project_id, @display, survey_id, survey_version, @person, account_id, trait_set_id, locale_id, touchpoint_id,
         device, url_path, identity, @day, @now
       from display
       where project_id = @project and display_id >= @near
       limit 1`,
    );
    this.#insertMemory = this.#db.prepare(
      `insert into asking_memory (project_id, respondent_id, memory)
       select project_id, respondent_id, json_object(cast(survey_id as text), json_array(displayed_at, 1, displayed_at, null, null))
       from display
       where project_id = @project and display_id = @display`,
    );
  }

  /** The path that they are posted to. */
  get path(): string {
    return `/c/${this.#project.public_key}/responses`;
  }

  get configPath(): string {
    return `/c/${this.#project.public_key}/config?locale=en`;
  }

  /** Makes so many displays and answers to them; one in ten has a comment. */
  make(count: number): Request[] {
    return this.#db.transaction(() => Array.from({ length: count }, () => this.#one()))();
  }

  close(): void {
    this.#db.close();
  }

  #one(): Request {
    const now = Date.now();
    const display = uuidv7(now, randomBytes(16));
    const project = this.#project.project_id;
    const person = ++this.#person;
    this.#insertPerson.run({ project, person, id: `bench-${String(person).padStart(18, '0')}` });
    const key = { project, display: bytesOfUuid(display) };
    this.#insert.run({ ...key, person, day: Math.floor(now / DAY_MS), now, near: this.#someId() });
    this.#insertMemory.run(key);
    const body = {
      id: uuidv7(now, randomBytes(16)),
      display_id: display,
      write_token: writeToken(BENCH_SECRET, this.#project.public_id, display),
      score: this.#random.integer(0, 10),
      ...(this.#random.chance(0.1) && { comment: 'The export to our bookkeeping takes too many steps.' }),
      answered_ms_ago: this.#random.integer(0, 3_000),
    };
    return {
      method: 'POST',
      path: this.path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
  }

  /** Anywhere in the three years. */
  #someId(): Buffer {
    const id = Buffer.alloc(16);
    id.writeUIntBE(Math.floor((LAST_DAY - this.#random.unit() * DAYS) * DAY_MS), 0, 6);
    return id;
  }
}
