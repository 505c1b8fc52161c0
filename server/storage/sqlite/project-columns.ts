/** A project as the rest of the server sees it. */
export const PROJECT_COLUMNS = 'project_id as id, public_id, public_key, name, mode, time_zone, revision, created_at';
