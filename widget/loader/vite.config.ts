import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { build, common, integrityOf, minify, namedChunks, OUT_DIR, precompressed, squeezed } from '../bundle.ts';

const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));
const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };

/** The loader: a classic script that knows the hash of its chunks, once under a floating and once under a fixed name. */
export default defineConfig({
  ...common,
  build: {
    ...build,
    emptyOutDir: true,
    rolldownOptions: {
      input: { elleve: fileURLToPath(new URL('script.ts', import.meta.url)) },
      output: { minify, format: 'iife', entryFileNames: '[name].js' },
    },
  },
  plugins: [withChunks(), squeezed(), versioned(), precompressed()],
});

/** Looks for the chunks when the loader is built, not when this file is read: tools read it in a tree that was never built. */
function withChunks(): Plugin {
  return {
    name: 'elleve-with-chunks',
    config: () => ({ define: { CHUNK_TAIL: JSON.stringify(namedChunks().tail) } }),
    writeBundle() {
      for (const [name, bytes] of namedChunks().files) writeFileSync(join(OUT_DIR, name), bytes);
    },
  };
}

/** The same bytes under the version's name, which never changes, and its hash for `integrity`. */
function versioned(): Plugin {
  return {
    name: 'elleve-versioned',
    writeBundle() {
      const bytes = readFileSync(join(OUT_DIR, 'elleve.js'));
      const name = `elleve-${version}.js`;
      writeFileSync(join(OUT_DIR, name), bytes);
      writeFileSync(
        join(OUT_DIR, `elleve-${version}.json`),
        `${JSON.stringify({ [name]: integrityOf(bytes) }, null, 2)}\n`,
      );
    },
  };
}
