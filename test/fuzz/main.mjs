import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// The fuzzer with as many requests as are asked for: `npm run fuzz -- --requests 1000000 --seed 7`.
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const numbers = Object.entries(values).map(([name, text]) => [`FUZZ_${name.toUpperCase()}`, text]);
for (const [name, text] of numbers) {
  if (!/^\d+$/.test(text)) throw new Error(`${name.replace('FUZZ_', '--').toLowerCase()} must be a whole number.`);
}
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'test/vitest.config.ts', '--project', 'node', 'test/fuzz/fuzz.test.ts'],
  { stdio: 'inherit', env: { ...process.env, ...Object.fromEntries(numbers) } },
);
process.exitCode = status ?? 1;
