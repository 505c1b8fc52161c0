import { defineConfig } from 'vitest/config';

const WIDGET = 'test/widget/**/*.test.{ts,tsx}';
const BROWSER = 'test/browser/**/*.test.{ts,tsx}';

/** Three rooms: plain Node, an imitated DOM for the widget's parts, a real browser for the built bundles. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.{ts,tsx}'], exclude: [WIDGET, BROWSER], testTimeout: 60_000 },
      },
      { extends: true, test: { name: 'widget', include: [WIDGET], environment: 'happy-dom', testTimeout: 60_000 } },
      // One browser at a time: two on a small machine make each other's waits fail.
      { extends: true, test: { name: 'browser', include: [BROWSER], fileParallelism: false, testTimeout: 60_000 } },
    ],
  },
});
