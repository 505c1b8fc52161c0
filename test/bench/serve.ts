import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { DEFAULT_LIMITS } from '../../server/domain/request-limits.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { BENCH_SECRET } from './bench-secret.ts';
import { tellFare } from './fare.ts';

/**
 * The real app in a process of its own, so that its memory is its own: `serve.js FILE [limited] [instant]`. `limited` has the limits on,
 * behind a proxy that is trusted; `instant` acknowledges answers without storing them, which shows what the store costs. It tells its
 * address, and how it fares when asked.
 */
const [, , file, ...modes] = process.argv;
const widgetFolder = mkdtempSync(join(tmpdir(), 'elleve-bench-widget-'));
writeFileSync(join(widgetFolder, 'elleve.js'), '\n');
const real = openStorage(file!);
const storage = modes.includes('instant') ? { ...real, recordResponse: async () => 'created' as const } : real;
const logger = { level: 'info', base: null };
const publicUrl = 'http://127.0.0.1';
const limited = modes.includes('limited') && { limits: DEFAULT_LIMITS, trustedProxies: ['127.0.0.0/8'] };
const context = { storage, secret: BENCH_SECRET, now: Date.now, publicUrl };
const app = await buildApp({ ...context, ...limited, widgetFolder, logger });
tellFare();
process.send!({ address: await app.listen({ host: '127.0.0.1', port: 0 }) });
