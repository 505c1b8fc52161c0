import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { build, common } from '../bundle.ts';
import { leanPreact } from '../ui/lean-preact.ts';

const entry = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The npm package's `elleve` and `elleve/react`: ES modules whose chunks a host's bundler, or its server, loads beside them. */
export default defineConfig({
  ...common,
  build: {
    ...build,
    outDir: fileURLToPath(new URL('../../dist/module', import.meta.url)),
    emptyOutDir: true,
    // As a library, so that the imports of the chunks stay as they are written.
    lib: { entry: { elleve: entry('elleve.ts'), react: entry('react.ts') }, formats: ['es'] },
    rolldownOptions: {
      external: ['react'],
      output: { minify: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  plugins: [leanPreact()],
});
