import type { ListFilter, ResponseFilter } from '../../storage.ts';
import { numberOf } from '../stored-words.ts';

/** A `where` clause and the values it binds. The text is made of our own words only; everything a caller sent is bound. */
export interface Condition {
  sql: string;
  values: (string | number | Uint8Array)[];
}

function conditionOf(filter: ResponseFilter): Condition {
  const project = filter.project_id;
  const parts: Condition[] = [
    { sql: 'project_id = ?', values: [project] },
    { sql: `survey_id in (${marks(filter.surveys)})`, values: filter.surveys },
  ];
  const add = (sql: string, ...values: (string | number)[]) => parts.push({ sql, values });

  if (filter.days.start !== undefined) add('day >= ?', filter.days.start);
  if (filter.days.end !== undefined) add('day < ?', filter.days.end);
  if (filter.identity !== undefined) add('identity = ?', numberOf('identity', filter.identity));
  if (filter.locale !== undefined) add(`locale_id = ${LABEL}`, project, filter.locale);
  if (filter.touchpoint !== undefined) add(`touchpoint_id = ${LABEL}`, project, filter.touchpoint);
  if (filter.account !== undefined) add(`account_id = ${ACCOUNT}`, project, filter.account);
  for (const { trait, values } of filter.traits) {
    const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    add(`trait_set_id in (${traitSets(values)})`, project, `$.${trait.key}`, ...bound);
  }
  return all(parts);
}

/** An answer that was excluded counts only where it is asked for. */
export function conditionOnResponses(filter: ListFilter): Condition {
  const parts: Condition[] = [conditionOf(filter)];
  if (filter.excluded === undefined) parts.push({ sql: 'excluded is null', values: [] });
  if (filter.excluded === 'only') parts.push({ sql: 'excluded is not null', values: [] });
  if (filter.tag !== undefined)
    parts.push({ sql: `response_id in (${TAGGED})`, values: [filter.project_id, filter.tag] });
  if (filter.channel !== undefined) parts.push({ sql: 'channel = ?', values: [numberOf('channel', filter.channel)] });
  if (filter.scores) parts.push({ sql: 'score between ? and ?', values: [filter.scores.low, filter.scores.high] });
  if (filter.commented !== undefined) {
    parts.push({ sql: `comment is ${filter.commented ? 'not null' : 'null'}`, values: [] });
  }
  return all(parts);
}

export function all(parts: Condition[]): Condition {
  if (parts.length === 0) return { sql: 'true', values: [] };
  return {
    sql: parts.map((part) => part.sql).join('\n  and '),
    values: parts.flatMap((part) => part.values),
  };
}

const LABEL = '(select label_id from label where project_id = ? and text = ?)';
const ACCOUNT = '(select account_id from account where project_id = ? and external_id = ?)';

const TAGGED = `select response_id from response_tag join label using (project_id, label_id) where project_id = ? and text = ?`;

/** The snapshots that hold one of the values; there are few of them, whatever the number of responses. */
function traitSets(values: unknown[]): string {
  return `select trait_set_id from trait_set where project_id = ? and json_extract(traits, ?) in (${marks(values)})`;
}

function marks(values: unknown[]): string {
  return values.map(() => '?').join(', ');
}
