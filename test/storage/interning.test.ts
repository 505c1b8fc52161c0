import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ChangeCapture } from '../../server/storage/sqlite/index/change-capture.ts';
import { Interning } from '../../server/storage/sqlite/interning.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { Portion, type Job } from '../../server/storage/sqlite/portion.ts';

const ADA = { id: 'ada', anonymous: false };
const BO = { id: 'bo', anonymous: false };

let db: Database;
let interning: Interning;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  db = openWriter(join(folder, 'elleve.db'));
  onTestFinished(() => void db.close());
  db.exec(
    `insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
     values (1, 'prj_1', 'elv_pk_1', 'one', 'live', 'UTC', 0), (2, 'prj_2', 'elv_pk_2', 'two', 'live', 'UTC', 0)`,
  );
  interning = new Interning(db);
  interning.keep();
});

function nameOf(person: number): unknown {
  return db
    .prepare('select external_id from respondent where project_id = 1 and respondent_id = ?')
    .pluck()
    .get(person);
}

describe('a number that stands for a text', () => {
  it('is that of its project and its kind, and stays the same', () => {
    const numbers = () => [
      interning.person(1, ADA),
      interning.person(1, { id: 'ada', anonymous: true }),
      interning.person(1, { id: 'ada 1', anonymous: false }),
      interning.person(2, ADA),
      interning.account(1, 'ada'),
      interning.label(1, 'ada'),
      interning.traits(1, { b: 1, a: 'x' }),
      interning.traits(1, { a: 'x', b: 1 }),
      interning.traits(1, {}),
    ];
    const first = numbers();
    expect(first).toEqual([1, 2, 3, 1, 1, 1, 1, 1, null]);
    expect(numbers()).toEqual(first);
    const shared = { plan: 'pro' };
    expect([interning.traits(1, shared), interning.traits(2, shared), interning.traits(1, shared)]).toEqual([2, 1, 2]);
  });

  it('is forgotten with a row that is deleted', () => {
    const ada = interning.person(1, ADA);
    db.exec('delete from respondent');
    const bo = interning.person(1, BO);
    expect([nameOf(bo), nameOf(interning.person(1, ADA))]).toEqual(['bo', 'ada']);
    expect(ada).toBe(bo);
  });

  it('is forgotten with what is undone', () => {
    expect(namesAfterUndoing(() => interning.forget())).toEqual(['bo', 'ada']);
  });

  it('would be given to two people otherwise', () => {
    expect(namesAfterUndoing(() => undefined)).toEqual(['bo']);
  });
});

/** Ada comes in an operation that fails, then Bo, then Ada again. */
function namesAfterUndoing(undone: () => void): unknown[] {
  const portion = new Portion(db, new ChangeCapture(db, undone), () => undefined);
  portion.carryOut([
    job(() => {
      interning.person(1, ADA);
      throw new Error('no');
    }),
  ]);
  portion.commit();
  portion.carryOut([job(() => interning.person(1, BO)), job(() => interning.person(1, ADA))]);
  portion.commit();
  return db.prepare('select external_id from respondent order by respondent_id').pluck().all();
}

function job(operation: () => unknown): Job {
  return {
    operation: () => ({ outcome: operation(), trace: 'database' }),
    isNoted: false,
    isPatient: false,
    resolve: () => undefined,
    reject: () => undefined,
    done: undefined,
    failure: undefined,
  };
}
