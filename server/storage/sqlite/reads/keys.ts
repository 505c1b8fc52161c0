import type { Database } from 'better-sqlite3';
import type { Scope } from '../../../../shared/contract/keys.ts';
import type { StoredKey } from '../../storage.ts';
import { PROJECT_COLUMNS, projectOf, type ProjectRow } from '../project-row.ts';

interface KeyRow {
  project_id: number;
  name: string;
  hash: Uint8Array;
  scopes: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_day: number | null;
}

const COLUMNS = 'project_id, name, hash, scopes, created_at, expires_at, revoked_at, last_used_day';

export function keyReads(db: Database) {
  const byName = db.prepare<[string], KeyRow>(
    `select ${COLUMNS}
     from api_key
     where name = ?`,
  );
  const byProject = db.prepare<[number], KeyRow>(
    `select ${COLUMNS}
     from api_key
     where project_id = ?
     order by created_at, name`,
  );
  const project = db.prepare<[number], ProjectRow>(`select ${PROJECT_COLUMNS} from project where project_id = ?`);

  function storedKey({ project_id, scopes, ...rest }: KeyRow): StoredKey {
    return { ...rest, project: projectOf(project.get(project_id)!), scopes: scopes.split(' ') as Scope[] };
  }

  return {
    findKeys: (name: string): StoredKey[] => byName.all(name).map(storedKey),
    listKeys: (projectId: number): StoredKey[] => byProject.all(projectId).map(storedKey),
  };
}
