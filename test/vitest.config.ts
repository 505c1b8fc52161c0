import { defineConfig } from 'vitest/config';

const WIDGET = 'test/widget/**/*.test.{ts,tsx}';
const BROWSER = 'test/browser/**/*.test.{ts,tsx}';

// Browsers take their turn after everything else: one at a time, since two on a small machine make each other's waits fail.
const ONE_BY_ONE = { fileParallelism: false, sequence: { groupOrder: 1 } };

/** A machine that does ten other things is slow, not wrong. */
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Three rooms: plain Node, an imitated DOM for the widget's parts, a real browser for the built bundles. */
export default defineConfig({
  test: {
    // A server compiles its schemas when it starts: on a busy machine that takes its time.
    hookTimeout: 60_000,
    // As many as the machine has cores; by itself vitest leaves one of two idle.
    maxWorkers: '100%',
    setupFiles: ['test/seed-properties.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.{ts,tsx}'], exclude: [WIDGET, BROWSER], ...PATIENT },
      },
      { extends: true, test: { name: 'widget', include: [WIDGET], environment: 'happy-dom', ...PATIENT } },
      { extends: true, test: { name: 'browser', include: [BROWSER], ...ONE_BY_ONE, ...PATIENT } },
    ],
  },
});
