import type { Database } from 'better-sqlite3';
import type { Marker } from '../../storage.ts';

export function markerReads(db: Database) {
  const markers = db.prepare<[number], Marker>(
    `select marker_id as id, name, start_day as start, end_day as "end"
     from marker
     where project_id = ?
     order by start_day, marker_id`,
  );
  return { listMarkers: (projectId: number) => markers.all(projectId) };
}
