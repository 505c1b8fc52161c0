import type { Database } from 'better-sqlite3';
import { dateOfDay } from '../../../../shared/calendar/day.ts';
import type { Kind, Traits } from '../../../../shared/contract/common.ts';
import { flagsOf } from '../../../../shared/flags.ts';
import type { LineFormat } from '../../../domain/export/line-format.ts';

/** So many names of a kind are kept: up to ten megabytes. */
const MOST_KEPT = 30_000;

/** The names behind the numbers of many rows as a format writes them, each looked up and written once as long as it is kept. */
export function lineNames(db: Database) {
  const survey = db.prepare<[number, number], { public_id: string; kind: Kind }>(
    `select public_id, kind
     from survey
     where project_id = ? and survey_id = ?`,
  );
  const account = text(
    `select external_id
     from account
     where project_id = ? and account_id = ?`,
  );
  const label = text(
    `select text
     from label
     where project_id = ? and label_id = ?`,
  );
  const traitSet = text(
    `select traits
     from trait_set
     where project_id = ? and trait_set_id = ?`,
  );

  return (project: number, format: LineFormat) => ({
    survey: kept((id) => survey.get(project, id)!),
    account: orNone(format.text(null), (id) => format.text(account.get(project, id) ?? null)),
    label: orNone(format.text(null), (id) => format.text(label.get(project, id) ?? null)),
    traits: orNone(format.traits({}), (id) => format.traits(JSON.parse(traitSet.get(project, id) ?? '{}') as Traits)),
    flags: kept((bits) => format.list(flagsOf(bits))),
    date: kept(dateOfDay),
  });

  function text(sql: string) {
    return db.prepare<[number, number], string>(sql).pluck();
  }
}

function orNone(none: string, name: (id: number) => string): (id: number | null) => string {
  const known = kept(name);
  return (id) => (id === null ? none : known(id));
}

function kept<Found>(find: (id: number) => Found): (id: number) => Found {
  const found = new Map<number, Found>();
  return (id) => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (found.size >= MOST_KEPT) found.clear();
    const looked = find(id);
    found.set(id, looked);
    return looked;
  };
}
