import type { Database } from 'better-sqlite3';

/** The stamp of a change to an answer, in epoch microseconds: later than every stamp given before in the project. */
export type ChangeStamp = (projectId: number, now: number) => number;

/**
 * There is one writer, so stamps are committed in the order in which they are given, and a reader that saw one will never see an
 * earlier one appear. A clock that stands still or steps back only makes stamps run ahead of it, by a microsecond each.
 */
export function changeStamps(db: Database): ChangeStamp {
  const newest = db.prepare<[number], { updated_us: number }>(
    `select updated_us
     from response
     where project_id = ?
     order by updated_us desc
     limit 1`,
  );
  const given = new Map<number, number>();

  return (projectId, now) => {
    const last = given.get(projectId) ?? newest.get(projectId)?.updated_us ?? 0;
    const stamp = Math.max(now * 1000, last + 1);
    given.set(projectId, stamp);
    return stamp;
  };
}
