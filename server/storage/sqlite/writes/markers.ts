import type { Database } from 'better-sqlite3';
import type { Marker } from '../../storage.ts';

export function markerWrites(db: Database) {
  const put = db.prepare(
    `insert into marker (project_id, marker_id, name, start_day, end_day)
     values (@project_id, @id, @name, @start, @end)
     on conflict do update set name = excluded.name, start_day = excluded.start_day, end_day = excluded.end_day`,
  );
  const remove = db.prepare<[number, string]>(
    `delete from marker
     where project_id = ? and marker_id = ?`,
  );

  return {
    putMarker(projectId: number, marker: Marker): void {
      put.run({ ...marker, project_id: projectId });
    },

    deleteMarker(projectId: number, markerId: string): 'deleted' | 'unknown_marker' {
      return remove.run(projectId, markerId).changes === 0 ? 'unknown_marker' : 'deleted';
    },
  };
}
