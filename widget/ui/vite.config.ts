import { defineConfig } from 'vite';
import { chunk, common, squeezed } from '../bundle.ts';
import { leanPreact } from './lean-preact.ts';

/** The view: loaded when a survey is due. */
export default defineConfig({
  ...common,
  build: chunk('view', new URL('view.tsx', import.meta.url)),
  plugins: [leanPreact(), squeezed()],
});
