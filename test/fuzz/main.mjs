import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// The fuzzer with as many requests as are asked for: `npm run fuzz -- --requests 1000000 --seed 7`.
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '2000' },
    seed: { type: 'string' },
  },
});
const VARIABLES = { requests: 'FUZZ_REQUESTS', connections: 'FUZZ_CONNECTIONS', seed: 'TEST_SEED' };
for (const [name, text] of Object.entries(values)) {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number.`);
  process.env[VARIABLES[name]] = text;
}
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'test/vitest.config.ts', '--project', 'node', 'test/fuzz/fuzz.test.ts'],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
