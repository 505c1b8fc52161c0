import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { openStorage } from '../../server/storage/open-storage.ts';

/** The real app in a process of its own, so that its memory is its own: `serve.js FILE`. It tells its address, and its memory when asked. */
const widgetFolder = mkdtempSync(join(tmpdir(), 'elleve-bench-widget-'));
writeFileSync(join(widgetFolder, 'elleve.js'), '\n');
const storage = openStorage(process.argv[2]!);
const app = await buildApp({
  storage,
  secret: 'bench '.repeat(8),
  now: Date.now,
  publicUrl: 'http://127.0.0.1',
  widgetFolder,
});
process.on('message', () => process.send!({ rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send!({ address: await app.listen({ host: '127.0.0.1', port: 0 }) });
