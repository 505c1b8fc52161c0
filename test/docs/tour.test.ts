import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { startExampleProject, type ExampleProject } from './example-project.ts';

const run = promisify(execFile);
const TOUR = readFileSync(packageFile('docs/api.md'), 'utf8');

/** Each command of the page with the answer that stands below it. */
const STEPS = [...TOUR.matchAll(/^```sh\n(curl [^\n]*)\n```\n\n```json\n([\s\S]*?)^```/gm)].map(
  ([, command, answer]) => ({
    command: command!,
    answer: JSON.parse(answer!) as unknown,
  }),
);

let project: ExampleProject;
let address: string;
beforeAll(async () => {
  project = await startExampleProject();
  address = await project.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => project.close());

describe('docs/api.md', () => {
  it('has an answer for every command', () => {
    expect(STEPS).toHaveLength([...TOUR.matchAll(/^curl /gm)].length);
    expect(STEPS.length).toBeGreaterThan(10);
  });

  it.each(STEPS)('$command', async ({ command, answer }) => {
    const env = { ...process.env, ELLEVE: address, AUTH: `Authorization: Bearer ${project.secret_key}` };
    const { stdout } = await run('sh', ['-c', `${project.real(command)} --silent --show-error --noproxy '*'`], { env });
    const heard = JSON.parse(project.standIn(stdout)) as unknown;
    expect(asShown(heard, answer)).toEqual(answer);
  });

  it('shows a program that runs, through the entry point of the package', async () => {
    const [, shown] = /^```ts\n([\s\S]*?)^```/m.exec(TOUR)!;
    // Without its one type assertion it is JavaScript.
    const script = shown!.replace('ELLEVE_KEY!', 'ELLEVE_KEY').replace('http://127.0.0.1:4011', address);
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', `${script}; console.log(nps)`], {
      cwd: packageFile('.'),
      env: { ...process.env, ELLEVE_KEY: project.secret_key },
    });
    const lines = stdout.trim().split('\n');
    expect(lines).toContain('The export is too slow.');
    // The comments, but for the one that the tour took out of the numbers, and the score.
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toMatch(/^-?\d+$/);
  });

  it('is not satisfied by another answer', () => {
    const shown = { nps: 51, data: [{ label: 'a', '…': '…' }, '…'], '…': '…' };
    expect(asShown({ nps: 51, data: [{ label: 'a', more: 1 }, { label: 'b' }], rest: 0 }, shown)).toEqual(shown);
    expect(asShown({ nps: 51, data: [{ label: 'b', more: 1 }, { label: 'b' }], rest: 0 }, shown)).not.toEqual(shown);
    expect(asShown({ nps: 51, data: [{ label: 'a' }], rest: 0 }, shown)).not.toEqual(shown);
    expect(asShown({ nps: 51, extra: 1 }, { nps: 51 })).not.toEqual({ nps: 51 });
  });
});

const MORE = '…';

/** An answer with what the page leaves out, and says so, left out; where the page says so and nothing is left out, it stays. */
function asShown(heard: unknown, shown: unknown): unknown {
  if (Array.isArray(heard) && Array.isArray(shown)) {
    const isCut = shown.at(-1) === MORE;
    const kept = isCut ? heard.slice(0, shown.length - 1) : heard;
    const rows = kept.map((one, place) => asShown(one, shown[place]));
    return isCut && heard.length > rows.length ? [...rows, MORE] : rows;
  }
  if (!isObject(heard) || !isObject(shown) || !(MORE in shown)) {
    return isObject(heard) && isObject(shown)
      ? Object.fromEntries(Object.entries(heard).map(([name, value]) => [name, asShown(value, shown[name])]))
      : heard;
  }
  const kept = Object.keys(heard).filter((name) => name in shown);
  const fields = kept.map((name) => [name, asShown(heard[name], shown[name])]);
  return Object.fromEntries(kept.length < Object.keys(heard).length ? [...fields, [MORE, MORE]] : fields) as unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
