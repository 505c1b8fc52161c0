import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { freshElleve } from '../server/harness.ts';
import { respond } from '../server/page.ts';
import { call } from '../server/team.ts';

const README = readFileSync(packageFile('README.md'), 'utf8');
const { scripts, engines } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

/** The answers behind the README's number: 32 promoters, 13 passives, 6 detractors. */
const HOW_MANY_GAVE = [1, 0, 0, 1, 0, 2, 2, 4, 9, 20, 12];

it('shows the metrics call with its real answer', async () => {
  const elleve = await freshElleve();
  elleve.clock.now = Date.UTC(2026, 10, 20, 9);
  for (const [score, people] of HOW_MANY_GAVE.entries()) {
    for (let i = 0; i < people; i++) {
      const account = { id: `company-${(score + i) % 17}` };
      await respond(elleve, `user-${score}-${i}`, { score, ...(i % 5 === 0 && { comment: 'It works.' }) }, { account });
    }
  }
  const [, path] = /"http:\/\/127\.0\.0\.1:4011\/v1(\/metrics[^"]*)"/.exec(README)!;
  const { body } = await call(elleve, 'GET', path!);
  const answer = JSON.stringify({ ...body, surveys: ['srv_…'] });
  expect(withoutSpace(answer)).toBe(withoutSpace(block('json')));
});

it('names npm scripts that exist', () => {
  const named = [...README.matchAll(/npm (?:run )?(demo|test|start|check|bench|[a-z]+:[a-z]+)\b/g)].map(
    ([, name]) => name!,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('names the commands that the command line knows', () => {
  const usage = execFileSync(process.execPath, [packageFile('dist/elleve.js'), '--help'], { encoding: 'utf8' });
  const named = [...README.matchAll(/`npx elleve ([a-z]+(?: [a-z]+)?)/g)].map(([, command]) => command!);
  expect(named.length).toBeGreaterThan(3);
  for (const command of named) expect(usage).toContain(`\n  ${command} `);
});

it('lists every variable that the configuration reads, and no other', () => {
  const read = new Set(readFileSync(packageFile('server/config.ts'), 'utf8').match(/ELLEVE_[A-Z_]+/g));
  const listed = [...README.matchAll(/^\| `(ELLEVE_[A-Z_]+)`/gm)].map(([, name]) => name!);
  expect(listed.toSorted()).toEqual([...read].toSorted());
});

it('asks for the Node.js that the package needs', () => {
  expect(README).toContain(`Node.js ${engines.node.replace('>=', '')} or newer`);
});

function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(README)![1]!;
}

function withoutSpace(json: string): string {
  return JSON.stringify(JSON.parse(json));
}
