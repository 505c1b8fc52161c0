import { threadFile } from '../thread-file.ts';

export default threadFile('import-thread.js', new URL('import/import-thread.ts', import.meta.url));
