import type { Database } from 'better-sqlite3';
import type { Kind, Traits } from '../../../../shared/contract/common.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

/** So many names of a kind are kept: up to ten megabytes. */
const MOST_KEPT = 30_000;

/** The names behind the numbers of many rows, each looked up once as long as it is kept. */
export function namesOfRows(db: Database) {
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
  const anyTag = db.prepare<[number]>(
    `select 1
     from response_tag
     where project_id = ?
     limit 1`,
  );
  const tags = db
    .prepare<[number, Buffer], string>(
      `select text
       from response_tag
       join label using (project_id, label_id)
       where project_id = ? and response_id = ?
       order by text`,
    )
    .pluck();

  return (project: number) => {
    const named = (name: ReturnType<typeof text>) => kept((id) => name.get(project, id) ?? null);
    return {
      survey: kept((id) => survey.get(project, id)!),
      account: named(account),
      label: named(label),
      /** One object for all rows of a set. */
      traits: kept((id): Traits => JSON.parse(traitSet.get(project, id) ?? '{}') as Traits),
      /** Whether any answer has a tag: most projects have none, and none is looked for then. */
      hasTags: () => anyTag.get(project) !== undefined,
      tags: (responseId: string) => tags.all(project, bytesOfUuid(responseId)),
    };
  };

  function text(sql: string) {
    return db.prepare<[number, number], string>(sql).pluck();
  }
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
