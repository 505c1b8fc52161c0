import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** What the thread of an import runs, as one file: a thread is given a file that Node can run, whether the server is built or runs from sources. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: fileURLToPath(new URL('import/import-thread.ts', import.meta.url)),
    outDir: fileURLToPath(new URL('../../dist', import.meta.url)),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'import-thread.js', codeSplitting: false } },
  },
});
