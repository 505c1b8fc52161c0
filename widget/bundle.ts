import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { minify as squeeze } from 'terser';
import type { Plugin, Rolldown, UserConfig } from 'vite';

export const OUT_DIR = fileURLToPath(new URL('../dist/widget', import.meta.url));
/** Where the chunks wait for the name that the loader gives them. */
const CHUNKS_DIR = fileURLToPath(new URL('../dist/widget-chunks', import.meta.url));
const CHUNKS = ['view', 'rare'];
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
const INTERNAL = {
  // The loader's: of the letters tried, these are packed best (10 B).
  displayId: 'x',
  emit: 'n',
  isWanted: 'c',
  need: 'q',
  options: 'd',
  path: 'r',
  onLost: 'f',
  reachedAt: 'i',
  survey: 't',
  // The view's, and Preact's own, as its published build shortens them.
  category: 'a',
  complete: 'b',
  cursor: 'e',
  isDone: 'g',
  onChoose: 'j',
  onClose: 'k',
  onContact: 'l',
  onMove: 'm',
  onSend: 'o',
  onSkip: 'p',
  onType: 's',
  _attached: 'u',
  _children: 'v',
  _component: 'w',
  _depth: 'y',
  _dom: 'z',
  _flags: 'A',
  _index: 'B',
  _listeners: 'C',
  _original: 'D',
  _parent: 'E',
};

export const minify = {
  compress: true,
  mangle: true,
  codegen: true,
  mangleProps: {
    include: new RegExp(`^(${Object.keys(INTERNAL).join('|')})$`),
    cache: INTERNAL,
  },
} satisfies Rolldown.OutputOptions['minify'];

export const build = {
  outDir: OUT_DIR,
  target: 'es2022',
  cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  modulePreload: false,
  reportCompressedSize: false,
} satisfies UserConfig['build'];

/** An ES module that the loader imports, its styles inside it as text. */
export function chunk(name: (typeof CHUNKS)[number], entry: URL) {
  return {
    ...build,
    outDir: CHUNKS_DIR,
    emptyOutDir: false,
    rolldownOptions: {
      input: { [name]: fileURLToPath(entry) },
      preserveEntrySignatures: 'strict',
      output: { minify, format: 'es', entryFileNames: '[name].js' },
    },
  } satisfies UserConfig['build'];
}

/** Has V8 compile every function while the file comes in, on another thread, and not each at its first call: a third of the idle time. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/** Terser goes once more over what is minified already: it puts functions that are called once where they are called (60 B). */
export function squeezed(): Plugin {
  const options = {
    passes: 6,
    unsafe: true,
    unsafe_arrows: true,
    hoist_funs: true,
    conditionals: false,
    ecma: 2020,
  } as const;
  return {
    name: 'elleve-squeezed',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code } = await squeeze(file.code, {
          compress: options,
          toplevel: true,
          module: file.code.includes('export'),
        });
        file.code = COMPILE_HINT + code!;
      }
    },
  };
}

/** The chunks by the names they are served under: all end in one hash, that of all of them, which the loader knows. */
export function namedChunks(): { tail: string; files: Map<string, Buffer> } {
  const built = CHUNKS.map((name) => [name, readFileSync(join(CHUNKS_DIR, `${name}.js`))] as const);
  const hash = createHash('sha256');
  for (const [, bytes] of built) hash.update(bytes);
  const tail = `-${hash.digest('hex').slice(0, 5)}.js`;
  return { tail, files: new Map(built.map(([name, bytes]) => [name + tail, bytes])) };
}

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

function widgetFiles(): string[] {
  return readdirSync(OUT_DIR).filter((name) => !COMPRESSED.test(name));
}
