import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { SCOPES } from '../../shared/contract/keys.ts';
import { LIMITS } from '../../shared/limits.ts';
import { describedOperations } from '../openapi-document.ts';
import { freshElleve } from '../server/harness.ts';

const DOCUMENT = readFileSync(packageFile('docs/keys.md'), 'utf8');

it('names every route that wants a secret key, with the scope it wants', async () => {
  const { app } = await freshElleve();
  const table = [...DOCUMENT.matchAll(/^\| `([A-Z]+ \/v1\/[^`]*)` \| `(\w+)` \|$/gm)].map(([, route, scope]) => [
    route,
    scope,
  ]);
  const routes = (await describedOperations(app)).flatMap(({ name, scope }) => (scope ? [[name, scope]] : []));
  expect(table.toSorted(byName)).toEqual(routes.toSorted(byName));
});

it('explains every scope, and the most keys that a project may have', () => {
  for (const scope of SCOPES) expect(DOCUMENT).toContain(`\`${scope}\``);
  expect(DOCUMENT).toContain(`at most ${LIMITS.keysPerProject} per project`);
});

function byName([a]: (string | undefined)[], [b]: (string | undefined)[]): number {
  return a!.localeCompare(b!);
}
