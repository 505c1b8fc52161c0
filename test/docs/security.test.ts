import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../server/domain/request-limits.ts';
import { packageFile } from '../../server/package-root.ts';

const DOCUMENT = readFileSync(packageFile('docs/security.md'), 'utf8');

it('states the limits that there are', () => {
  const { remembered, loopDelayMs: _, ...limits } = DEFAULT_LIMITS;
  const stated = [...DOCUMENT.matchAll(/\| (\d+) per (\d+) s \|/g)].map(([, max, seconds]) => [
    Number(max),
    Number(seconds) * 1_000,
  ]);
  expect(stated).toEqual(Object.values(limits).map(({ max, windowMs }) => [max, windowMs]));
  expect(DOCUMENT).toContain(`remembers ${remembered.toLocaleString('en')} callers`);
});
