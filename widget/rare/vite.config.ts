import { defineConfig } from 'vite';
import { chunk, common, squeezed } from '../bundle.ts';

/** The rare parts: loaded when a rule, an option or a command needs them. */
export default defineConfig({
  ...common,
  build: chunk('rare', new URL('rare.ts', import.meta.url)),
  plugins: [squeezed()],
});
