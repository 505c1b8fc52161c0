import type { Database } from 'better-sqlite3';
import type { Erased, Erasure } from '../../storage.ts';
import { uuidOfBytes } from '../uuid-bytes.ts';
import { auditWriter } from './audit.ts';

interface Key {
  project_id: number;
  /** Internal ids, as a JSON list. */
  ids: string;
}

/**
 * Removes people and companies with everything that was said by and of them: answers, comments and their words, displays, traits, what the
 * asking rules remember, reasons in the audit. What remains is that somebody was erased, and when. Reads every answer and display
 * of the project once.
 */
export function eraseWrites(db: Database) {
  // The same text may be a vendor's id and one that an anonymous visitor's browser made; with them go the devices that were theirs.
  const findPeople = db
    .prepare<{ project_id: number; id: string }, number>(
      `with person as (select respondent_id from respondent where project_id = @project_id and external_id = @id)
       select respondent_id from person
       union
       select respondent_id from respondent where project_id = @project_id and merged_into in (select respondent_id from person)`,
    )
    .pluck();
  const findAccount = db
    .prepare<[number, string], number>(`select account_id from account where project_id = ? and external_id = ?`)
    .pluck();
  const ofPeople = rowsOf(db, among('respondent_id'));
  const ofAccounts = rowsOf(db, among('account_id'));

  const peopleOfAccounts = db
    .prepare<Key, number>(
      `select respondent_id from response where ${among('account_id')} and respondent_id is not null
       union
       select respondent_id from display where ${among('account_id')} and respondent_id is not null
       union
       select respondent_id from respondent where ${among('account_id')}`,
    )
    .pluck();
  const leaveAccounts = db.prepare<Key>(`update respondent set account_id = null where ${among('account_id')}`);
  const peopleStillKnown = db
    .prepare<Key, number>(
      `select respondent_id from response where ${among('respondent_id')}
       union
       select respondent_id from display where ${among('respondent_id')}`,
    )
    .pluck();
  const forgetPeople = ['asking_memory', 'respondent'].map((table) =>
    db.prepare<Key>(`delete from ${table} where ${among('respondent_id')}`),
  );
  const forgetAccounts = db.prepare<Key>(`delete from account where ${among('account_id')}`);
  const traitSetsInUse = db
    .prepare<Key, number>(
      `select trait_set_id from response where ${among('trait_set_id')}
       union
       select trait_set_id from display where ${among('trait_set_id')}`,
    )
    .pluck();
  // Not deleted: the next set would get its number, by which the index still knows this one.
  const emptyTraitSets = db.prepare<Key>(
    `update trait_set
     set traits = json_object('erased', trait_set_id)
     where ${among('trait_set_id')}`,
  );
  const clearReason = db.prepare<[number, string]>(
    `update audit set details = '{}' where project_id = ? and subject = ?`,
  );
  const note = db.prepare(
    `insert into erasure (project_id, of, id_hash, erased_at)
     values (@project_id, @of, @hash, @now)
     on conflict do update set erased_at = max(erased_at, excluded.erased_at)`,
  );
  const audit = auditWriter(db);

  function eraseRows(rows: ReturnType<typeof rowsOf>, key: Key): Erased {
    const { project_id } = key;
    for (const id of rows.responseIds.all(key)) clearReason.run(project_id, uuidOfBytes(id));
    const sets = rows.traitSets.all(key);
    const erased = {
      response_count: rows.deleteResponses.run(key).changes,
      display_count: rows.deleteDisplays.run(key).changes,
    };
    const inUse = new Set(traitSetsInUse.all({ project_id, ids: JSON.stringify(sets) }));
    emptyTraitSets.run({ project_id, ids: JSON.stringify(sets.filter((set) => !inUse.has(set))) });
    return erased;
  }

  function writeDown(of: 'respondent' | 'account', { project_id, actor, now }: Erasure, hash: Uint8Array): void {
    const subject = Buffer.from(hash).toString('hex').slice(0, 16);
    audit(project_id, { at: now, actor, action: `${of}_erased`, subject, details: {} });
  }

  return {
    eraseRespondent(erasure: Erasure, hash: Uint8Array): Erased | 'unknown' {
      const { project_id, id, now } = erasure;
      // Also of somebody unknown: the journal has the entry, and it must not strike whoever comes by that id later.
      note.run({ project_id, of: 'respondent', hash, now });
      const people = findPeople.all({ project_id, id });
      if (people.length === 0) return 'unknown';
      const key = { project_id, ids: JSON.stringify(people) };
      const erased = eraseRows(ofPeople, key);
      for (const forget of forgetPeople) forget.run(key);
      writeDown('respondent', erasure, hash);
      return erased;
    },

    /** Its people go with it unless they have spoken for another account, too. */
    eraseAccount(erasure: Erasure, hash: Uint8Array): Erased | 'unknown' {
      const { project_id, id, now } = erasure;
      note.run({ project_id, of: 'account', hash, now });
      const account = findAccount.get(project_id, id);
      if (account === undefined) return 'unknown';
      const key = { project_id, ids: JSON.stringify([account]) };
      const people = peopleOfAccounts.all(key);
      const erased = eraseRows(ofAccounts, key);
      const known = new Set(peopleStillKnown.all({ project_id, ids: JSON.stringify(people) }));
      const gone = { project_id, ids: JSON.stringify(people.filter((person) => !known.has(person))) };
      for (const forget of forgetPeople) forget.run(gone);
      leaveAccounts.run(key);
      forgetAccounts.run(key);
      writeDown('account', erasure, hash);
      return erased;
    },
  };
}

function among(column: string): string {
  return `project_id = @project_id and ${column} in (select value from json_each(@ids))`;
}

function rowsOf(db: Database, condition: string) {
  return {
    responseIds: db.prepare<Key, Buffer>(`select response_id from response where ${condition}`).pluck(),
    traitSets: db
      .prepare<Key, number>(
        `select trait_set_id from response where ${condition} and trait_set_id is not null
         union
         select trait_set_id from display where ${condition} and trait_set_id is not null`,
      )
      .pluck(),
    deleteResponses: db.prepare<Key>(`delete from response where ${condition}`),
    deleteDisplays: db.prepare<Key>(`delete from display where ${condition}`),
  };
}
