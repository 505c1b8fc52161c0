import { threadFile } from '../thread-file.ts';

export default threadFile('export-thread.js', new URL('sqlite/export/export-thread.ts', import.meta.url), [
  'better-sqlite3',
]);
