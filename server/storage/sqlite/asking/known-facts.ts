import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { KnownFacts } from '../../../../shared/eligibility/ask.ts';
import type { FactsQuery } from '../../storage.ts';
import { unpackMemory } from './memory-rows.ts';
import { optOuts } from './opt-outs.ts';

interface PersonRow {
  respondent_id: number;
  external_id: string;
  anonymous: number;
  traits: string | null;
  started_day: number | null;
  account_id: number | null;
  memory: string | null;
}

interface AccountRow {
  account_id: number;
  external_id: string;
  traits: string | null;
  started_day: number | null;
  asked_today: number;
}

/** What a decision knows, with the numbers that rows carry for the person and the account; `undefined` where there is no row yet. */
export interface FoundFacts extends KnownFacts {
  personNumber: number | undefined;
  accountNumber: number | undefined;
}

const ACCOUNT_COLUMNS = `account_id, external_id, traits, started_day,
  case when asked_day = ? then asked_count else 0 end as asked_today`;

/** Reads what the asking rules look at: the person, the account's day, the opt-out and the quota, each by its key, once. */
export function knownFacts(db: Database) {
  const findPerson = db.prepare<[number, string, number], PersonRow>(
    `select person.respondent_id, person.external_id, person.anonymous, person.traits, person.started_day,
       person.account_id, asking_memory.memory
     from respondent as named
     -- A device that turned out to be somebody's is that person.
     join respondent as person
       on person.project_id = named.project_id
         and person.respondent_id = coalesce(named.merged_into, named.respondent_id)
     left join asking_memory
       on asking_memory.project_id = person.project_id and asking_memory.respondent_id = person.respondent_id
     where named.project_id = ? and named.external_id = ? and named.anonymous = ?`,
  );
  const findAccount = db.prepare<[number, number, string], AccountRow>(
    `select ${ACCOUNT_COLUMNS}
     from account
     where project_id = ? and external_id = ?`,
  );
  const findAccountByNumber = db.prepare<[number, number, number], AccountRow>(
    `select ${ACCOUNT_COLUMNS}
     from account
     where project_id = ? and account_id = ?`,
  );
  const findQuota = db.prepare<[number, number], { answers: number }>(
    `select answers
     from survey_quota
     where project_id = ? and survey_id = ?`,
  );
  const optedOut = optOuts(db).has;

  /** Where the claim names no account, the one the vendor's server put the person in. */
  function accountOf(
    { project_id, account, today }: FactsQuery,
    person: PersonRow | undefined,
  ): AccountRow | undefined {
    if (account !== undefined) return findAccount.get(today, project_id, account);
    const number = person?.account_id ?? undefined;
    return number === undefined ? undefined : findAccountByNumber.get(today, project_id, number);
  }

  return (query: FactsQuery): FoundFacts => {
    const { project_id, person: named, survey, hasQuota } = query;
    const row = named && findPerson.get(project_id, named.id, Number(named.anonymous));
    const account = accountOf(query, row);
    const accountId = account?.external_id ?? query.account;
    const person = row ? { id: row.external_id, anonymous: row.anonymous === 1 } : named;
    return {
      personNumber: row?.respondent_id,
      person: person && {
        ...person,
        startedOn: row?.started_day ?? null,
        optedOut: optedOut(project_id, person),
        memory: unpackMemory(row?.memory),
      },
      accountNumber: account?.account_id,
      account:
        accountId === undefined
          ? undefined
          : { id: accountId, startedOn: account?.started_day ?? null, askedToday: account?.asked_today ?? 0 },
      toldTraits: { ...traitsOf(row), ...traitsOf(account) },
      answers: hasQuota ? (findQuota.get(project_id, survey)?.answers ?? 0) : 0,
    };
  };
}

function traitsOf(row: { traits: string | null } | undefined): Traits {
  return row?.traits ? (JSON.parse(row.traits) as Traits) : {};
}
