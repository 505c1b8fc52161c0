import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Those that look for files beside themselves. */
const LEFT_OUT = ['better-sqlite3', '@fastify/static', '@fastify/swagger-ui'];

/** The command `elleve` as one file: of a start, more than half went by looking for and opening a thousand modules. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: LEFT_OUT },
  build: {
    ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
    outDir: fileURLToPath(new URL('../dist', import.meta.url)),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'elleve.js', codeSplitting: false } },
  },
  plugins: [licences()],
});

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Whoever passes code on passes its licence on: one file of those of all packages inside. */
function licences(): Plugin {
  return {
    name: 'elleve-licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
      const folders = new Set(modules.flatMap((file) => PACKAGE.exec(file)?.[1] ?? []));
      const source = [...folders].toSorted().map(licenceOf).join('\n\n');
      this.emitFile({ type: 'asset', fileName: 'elleve.licenses.txt', source });
    },
  };
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
}
