import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown, UserConfig } from 'vite';

export const OUT_DIR = fileURLToPath(new URL('../dist/widget', import.meta.url));
const COMPRESSED = /\.(br|gz)$/;

/** What both bundles of the widget have in common. */
export const common = {
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'classic', pragma: 'h' } },
} satisfies UserConfig;

/**
 * Property names that only the widget's own code uses, so that both bundles may shorten them alike (110 B brotli). A name
 * that the DOM, Preact, the wire contract or the public API knows must never stand here.
 */
const INTERNAL = [
  'category',
  'claim',
  'complete',
  'cursor',
  'displayId',
  'emit',
  'isDone',
  'isHeard',
  'isWanted',
  'newId',
  'onChoose',
  'onClose',
  'onLost',
  'onMove',
  'onSend',
  'onSkip',
  'onType',
  'reachedAt',
  'survey',
  // Preact's own, as its published build shortens them.
  '_children',
  '_component',
  '_depth',
  '_dom',
  '_flags',
  '_index',
  '_listeners',
  '_original',
  '_parent',
];

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const minify = {
  compress: true,
  mangle: true,
  codegen: true,
  mangleProps: {
    include: new RegExp(`^(${INTERNAL.join('|')})$`),
    cache: Object.fromEntries(INTERNAL.map((name, i) => [name, LETTERS[i]!])),
  },
} satisfies Rolldown.OutputOptions['minify'];

export const build = {
  outDir: OUT_DIR,
  target: 'es2022',
  cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  modulePreload: false,
  reportCompressedSize: false,
} satisfies UserConfig['build'];

/** Writes `.br` and `.gz` beside every file, so that no request pays for the highest quality. */
export function precompressed(): Plugin {
  return {
    name: 'elleve-precompressed',
    writeBundle() {
      for (const name of widgetFiles()) {
        const file = join(OUT_DIR, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(bytes));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Subresource integrity of a file, as the `integrity` attribute takes it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

export function widgetFiles(): string[] {
  return readdirSync(OUT_DIR).filter((name) => !COMPRESSED.test(name));
}
