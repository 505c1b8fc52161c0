import { defineConfig } from 'vitest/config';

/** One measurement at a time, on the built server. */
export default defineConfig({
  test: { include: ['test/bench/**/*.bench.ts'], fileParallelism: false, testTimeout: 900_000, hookTimeout: 900_000 },
});
