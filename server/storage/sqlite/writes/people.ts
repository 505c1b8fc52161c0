import type { Database } from 'better-sqlite3';
import { dateOfDay } from '../../../../shared/calendar/day.ts';
import type { Traits, TraitValue } from '../../../../shared/contract/common.ts';
import type { Account, Respondent } from '../../../../shared/contract/people.ts';
import type { AccountTold, RespondentTold } from '../../storage.ts';
import { optOuts } from '../asking/opt-outs.ts';
import type { Interning } from '../interning.ts';

interface PartyRow {
  traits: string | null;
  started_day: number | null;
}

/** What the vendor's servers say of people and companies, field by field. */
export function peopleWrites(db: Database, interning: Interning) {
  const findRespondent = db.prepare<[number, number], PartyRow & { account_id: number | null; account: string | null }>(
    `select respondent.traits, respondent.started_day, respondent.account_id, account.external_id as account
     from respondent
     left join account using (project_id, account_id)
     where respondent.project_id = ? and respondent_id = ?`,
  );
  const updateRespondent = db.prepare(
    `update respondent
     set traits = @traits, started_day = @started_day, account_id = @account
     where project_id = @project_id and respondent_id = @number`,
  );
  const findAccount = db.prepare<[number, number], PartyRow>(
    `select traits, started_day
     from account
     where project_id = ? and account_id = ?`,
  );
  const updateAccount = db.prepare(
    `update account
     set traits = @traits, started_day = @started_day
     where project_id = @project_id and account_id = @number`,
  );
  const optedOut = optOuts(db);

  return {
    putRespondent({ project_id, id, now, ...told }: RespondentTold): Respondent {
      const person = { id, anonymous: false };
      const number = interning.person(project_id, person);
      const before = findRespondent.get(project_id, number)!;
      const { traits, started_day } = changed(before, told);
      const account_id = told.account_id === undefined ? before.account : told.account_id;
      const account = account_id === null ? null : interning.account(project_id, account_id);
      updateRespondent.run({ project_id, number, account, started_day, traits: textOf(traits) });
      if (told.opted_out === true) optedOut.add(project_id, person, now);
      if (told.opted_out === false) optedOut.remove(project_id, person);
      return { id, account_id, started_on: dateOf(started_day), opted_out: optedOut.has(project_id, person), traits };
    },

    putAccount({ project_id, id, ...told }: AccountTold): Account {
      const number = interning.account(project_id, id);
      const { traits, started_day } = changed(findAccount.get(project_id, number)!, told);
      updateAccount.run({ project_id, number, started_day, traits: textOf(traits) });
      return { id, started_on: dateOf(started_day), traits };
    },
  };
}

function changed(before: PartyRow, told: Pick<AccountTold, 'traits' | 'started_day'>) {
  const known = before.traits ? (JSON.parse(before.traits) as Traits) : {};
  const merged = Object.entries({ ...known, ...told.traits });
  const kept = merged.filter((entry): entry is [string, TraitValue] => entry[1] !== null);
  return {
    traits: Object.fromEntries(kept),
    started_day: told.started_day === undefined ? before.started_day : told.started_day,
  };
}

function textOf(traits: Traits): string | null {
  return Object.keys(traits).length === 0 ? null : JSON.stringify(traits);
}

function dateOf(day: number | null): string | null {
  return day === null ? null : dateOfDay(day);
}
