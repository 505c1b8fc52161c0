import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { leanPreact } from './lean-preact.ts';
import { build, common, minify, precompressed } from '../bundle.ts';

/** The view: an ES module under a hashed name, its styles inside it as text. */
export default defineConfig({
  ...common,
  build: {
    ...build,
    emptyOutDir: true,
    rolldownOptions: {
      input: { view: fileURLToPath(new URL('view.tsx', import.meta.url)) },
      preserveEntrySignatures: 'strict',
      output: { minify, format: 'es', entryFileNames: '[name]-[hash].js' },
    },
  },
  plugins: [leanPreact(), precompressed()],
});
