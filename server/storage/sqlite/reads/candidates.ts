import type { Database } from 'better-sqlite3';
import type { ListFilter } from '../../storage.ts';
import { MOMENT_MS } from '../index/answer-word.ts';
import type { LatestMoments } from '../index/latest-moments.ts';
import type { NumberSet } from '../number-set.ts';
import { commentSearch } from './comment-search.ts';
import { all, type Condition } from './filter-sql.ts';
import { areMomentsKnown, type Order } from './response-order.ts';

/** Up to this many answers are looked up one by one rather than met on a walk along an index. */
export const FEW = 1_000;

/** To look a tag's answers up is cheaper than to ask each answer on a walk for it. */
const FEW_TAGGED = 5_000;

/** What is known about the answers of a filter before the walk. */
export interface Candidates {
  condition: Condition;
  /** The filter names so few answers that nothing else need be passed over. */
  few: boolean;
  /** The numbers of the comments that a search found. */
  comments?: NumberSet;
  /** They are few by a condition on their ids: SQLite would rather walk along all answers in the order asked for. */
  byId?: boolean;
  /** To be called after the walk. */
  release: () => void;
}

/** Tells the latest moments of a filter; `undefined` while the index is not there. */
export type TellLatest = (
  filter: ListFilter,
  latest: number,
  howMany: number,
  among?: NumberSet,
) => LatestMoments | undefined;

export function candidateReads(db: Database, latest: TellLatest) {
  const search = commentSearch(db);
  const countTagged = db
    .prepare<[number, string, number], number>(
      `select count(*)
       from (
         select 1
         from response_tag
         join label using (project_id, label_id)
         where project_id = ? and text = ?
         limit ?
       )`,
    )
    .pluck();
  const countExcluded = db
    .prepare<[number, number], number>(
      `select count(*)
       from (
         select 1
         from response
         where project_id = ? and excluded is not null
         limit ?
       )`,
    )
    .pluck();

  const isTagRare = ({ project_id, tag }: ListFilter) =>
    tag !== undefined && countTagged.get(project_id, tag, FEW_TAGGED + 1)! <= FEW_TAGGED;
  const areExcludedRare = ({ project_id, excluded }: ListFilter) =>
    excluded === 'only' && countExcluded.get(project_id, FEW + 1)! <= FEW;

  /** The answers of an account: those that count are known by their moments, the others have an index of their own. */
  function ofAccount({ project_id, surveys, days, account, excluded }: ListFilter): Condition | undefined {
    if (account === undefined) return undefined;
    const counted = latest({ project_id, surveys, days, account, traits: [] }, Infinity, FEW);
    if (!counted?.areAll) return undefined;
    const moments = JSON.stringify(counted.moments);
    return excluded === undefined
      ? { sql: `response_id in (${AT_MOMENTS})`, values: [moments, project_id] }
      : { sql: `response_id in (${AT_MOMENTS} union all ${EXCLUDED})`, values: [moments, project_id, project_id] };
  }

  return (filter: ListFilter, order: Order): Candidates => {
    const found = filter.phrases ? search(filter.phrases) : EVERYTHING;
    // A page of the latest is looked up by its moments alone.
    const account = areMomentsKnown(filter, order) ? undefined : ofAccount(filter);
    const byId = isTagRare(filter) || account !== undefined;
    const condition = account ? all([found.condition, account]) : found.condition;
    return { ...found, condition, few: found.few || byId || areExcludedRare(filter), byId };
  };
}

const EVERYTHING: Candidates = { condition: all([]), few: false, release: () => undefined };

const AT_MOMENTS = `select at_moment.response_id
   from json_each(?) as moment
   cross join response as at_moment indexed by response_by_time
   where at_moment.project_id = ? and at_moment.responded_at between moment.value and moment.value + ${MOMENT_MS - 1}`;
const EXCLUDED = `select without.response_id
   from response as without indexed by response_excluded
   where without.project_id = ? and without.excluded is not null`;
