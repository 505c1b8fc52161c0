import { randomBytes } from 'node:crypto';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { writeToken } from '../../server/domain/write-token.ts';
import { bytesOfUuid } from '../../server/storage/sqlite/uuid-bytes.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { BENCH_SECRET } from './bench-secret.ts';
import type { BenchRequest } from './connection.ts';
import { benchTenants, type Tenant } from './bench-tenants.ts';
import { DAYS, LAST_DAY } from './fill-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Displays that wait for an answer, and the requests that bring it. Each is used once. */
export class AnswersToPost {
  readonly #db;
  readonly #tenants: Tenant[];
  readonly #rows: number;
  readonly #random = seededRandom(7);
  readonly #insertPerson;
  readonly #insertAccount;
  readonly #insert;
  readonly #insertMemory;
  #person: number;

  constructor(file: string) {
    this.#db = new Sqlite(file);
    this.#db.pragma('busy_timeout = 5000');
    this.#db.pragma('foreign_keys = off');
    this.#tenants = benchTenants(this.#db);
    this.#rows = this.#tenants[0]!.project_id;
    this.#person = this.#db.prepare<[], number>('select max(respondent_id) from respondent').pluck().get() ?? 0;
    this.#insertAccount = this.#db.prepare(
      `insert into account (project_id, account_id, external_id)
       select @project, account_id, external_id
       from display
       join account using (project_id, account_id)
       where project_id = @rows and display_id >= @near
       limit 1
       on conflict do nothing`,
    );
    // A display as a claim leaves it: like one of somebody's, of a person of its own, who has nothing else to answer.
    this.#insertPerson = this.#db.prepare(
      `insert into respondent (project_id, respondent_id, anonymous, external_id)
       values (@project, @person, 0, @id)`,
    );
    this.#insert = this.#db.prepare(
      `insert into display (project_id, display_id, survey_id, survey_version, respondent_id, account_id, trait_set_id, locale_id,
         touchpoint_id, device, url_path, identity, day, displayed_at)
       select @project, @display, survey_id, survey_version, @person, account_id, trait_set_id, locale_id, touchpoint_id,
         device, url_path, identity, @day, @now
       from display
       where project_id = @rows and display_id >= @near
       limit 1`,
    );
    this.#insertMemory = this.#db.prepare(
      `insert into asking_memory (project_id, respondent_id, memory)
       select project_id, respondent_id, json_object(cast(survey_id as text), json_array(displayed_at, 1, displayed_at, null, null))
       from display
       where project_id = @project and display_id = @display`,
    );
  }

  /** Requests for the configuration, each from somewhere else. */
  configRequests(count: number): BenchRequest[] {
    const { public_key } = this.#tenants[0]!;
    return Array.from({ length: count }, () => ({
      method: 'GET',
      path: `/c/${public_key}/config?locale=en`,
      headers: { 'accept-encoding': 'br', ...this.#somewhere() },
    }));
  }

  /** Makes so many displays and answers to them; one in ten has a comment. */
  make(count: number): BenchRequest[] {
    return this.#db.transaction(() => Array.from({ length: count }, () => this.#one()))();
  }

  close(): void {
    this.#db.close();
  }

  #one(): BenchRequest {
    const now = Date.now();
    const display = uuidv7(now, randomBytes(16));
    const { project_id: project, public_id, public_key } = this.#random.pick(this.#tenants);
    const person = ++this.#person;
    const from = { rows: this.#rows, near: this.#someId() };
    this.#insertPerson.run({ project, person, id: `bench-${String(person).padStart(18, '0')}` });
    this.#insertAccount.run({ project, ...from });
    const key = { project, display: bytesOfUuid(display) };
    this.#insert.run({ ...key, ...from, person, day: Math.floor(now / DAY_MS), now });
    this.#insertMemory.run(key);
    const body = {
      id: uuidv7(now, randomBytes(16)),
      display_id: display,
      write_token: writeToken(BENCH_SECRET, public_id, display),
      score: this.#random.integer(0, 10),
      ...(this.#random.chance(0.1) && { comment: 'The export to our bookkeeping takes too many steps.' }),
      answered_ms_ago: this.#random.integer(0, 3_000),
    };
    return {
      method: 'POST',
      path: `/c/${public_key}/responses`,
      headers: { 'content-type': 'application/json', ...this.#somewhere() },
      body: JSON.stringify(body),
    };
  }

  /** One of ten thousand addresses, as a proxy in front names it. */
  #somewhere(): Record<string, string> {
    const part = () => this.#random.integer(0, 99);
    return { 'x-forwarded-for': `203.0.${part()}.${part()}` };
  }

  /** Anywhere in the three years. */
  #someId(): Buffer {
    const id = Buffer.alloc(16);
    id.writeUIntBE(Math.floor((LAST_DAY - this.#random.unit() * DAYS) * DAY_MS), 0, 6);
    return id;
  }
}
