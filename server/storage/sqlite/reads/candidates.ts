import type { Database } from 'better-sqlite3';
import type { ListFilter } from '../../storage.ts';
import { commentSearch } from './comment-search.ts';
import { all, type Condition } from './filter-sql.ts';

/** Up to this many answers are looked up one by one rather than met on a walk along an index. */
export const FEW = 1_000;

/** To look a tag's answers up is cheaper than to ask each answer on a walk for it. */
const FEW_TAGGED = 5_000;

/** What is known about the answers of a filter before the walk. */
export interface Candidates {
  condition: Condition;
  /** The filter names so few answers that nothing else need be passed over. */
  few: boolean;
  /** About which share of the answers with a comment meets the condition; absent where nothing is known of it. */
  share?: number;
  /** They are few by a condition on their ids: SQLite would rather walk along all answers in the order asked for. */
  byId?: boolean;
  /** To be called after the walk. */
  release: () => void;
}

export function candidateReads(db: Database) {
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

  return (filter: ListFilter): Candidates => {
    const found = filter.phrases ? search(filter.phrases) : EVERYTHING;
    const byId = isTagRare(filter);
    return { ...found, few: found.few || byId || areExcludedRare(filter), byId };
  };
}

const EVERYTHING: Candidates = { condition: all([]), few: false, release: () => undefined };
