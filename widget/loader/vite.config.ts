import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { build, common, integrityOf, minify, OUT_DIR, precompressed, widgetFiles } from '../bundle.ts';

const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));
const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };

/** The loader: a classic script that knows the hashed name of the view, once under a floating and once under a fixed name. */
export default defineConfig({
  ...common,
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { elleve: fileURLToPath(new URL('script.ts', import.meta.url)) },
      output: { minify, format: 'iife', entryFileNames: '[name].js' },
    },
  },
  plugins: [namesView(), versioned(), precompressed()],
});

/** Looks for the view when the loader is built, not when this file is read: tools read it in a tree that was never built. */
function namesView(): Plugin {
  return {
    name: 'elleve-names-view',
    config: () => ({ define: { VIEW_FILE: JSON.stringify(viewFile()) } }),
  };
}

function viewFile(): string {
  const name = widgetFiles().find((file) => /^view-.+\.js$/.test(file));
  if (!name) throw new Error('Build widget/ui first: the loader carries the name of its file.');
  return name;
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
