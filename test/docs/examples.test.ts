import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { startExampleProject, type ExampleProject } from './example-project.ts';
import { EARLIER_CLAIM, EXAMPLE_REQUESTS } from './example-requests.ts';
import { Player } from './play.ts';

interface Operation {
  parameters?: { in: string; name: string; required: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>;
}

const RECORDED = 'docs/api-examples.json';

let project: ExampleProject;
let player: Player;
let operations: [name: string, Operation][];

beforeAll(async () => {
  project = await startExampleProject();
  player = new Player(project);
  const { paths } = (await project.app.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, Operation>>;
  }>();
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, Operation] => [`${method.toUpperCase()} ${path}`, one]),
  );
}, 60_000);
afterAll(() => project.close());

describe('the examples of the OpenAPI document', () => {
  /** `npx vitest run --config test/vitest.config.ts test/docs/examples.test.ts -u` records them anew. */
  it('are what the server answers, one for each operation', async () => {
    await player.play({
      operation: 'POST /c/{public_key}/displays',
      params: { public_key: project.public_key },
      body: EARLIER_CLAIM,
    });
    const played: Record<string, object> = {};
    for (const request of EXAMPLE_REQUESTS) {
      const { operation, ...asked } = request;
      const { status, answer } = await player.play(request);
      expect(status, `${operation} answers ${JSON.stringify(answer)}`).toBeLessThan(300);
      played[operation] = { ...asked, status, ...(answer !== undefined && { answer }) };
    }
    await expect(`${JSON.stringify(played, null, 2)}\n`).toMatchFileSnapshot(`../../${RECORDED}`);
  });

  it('leave no operation out', () => {
    const shown = Object.keys(JSON.parse(readFileSync(packageFile(RECORDED), 'utf8')) as object);
    expect(operations.map(([name]) => name).filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('stand where developers look for them', () => {
    for (const [name, { parameters = [], requestBody, responses }] of operations) {
      for (const parameter of parameters) {
        if (parameter.in === 'path') expect(parameter.example, `${name} ${parameter.name}`).toEqual(expect.any(String));
      }
      for (const media of Object.values(requestBody?.content ?? {}))
        expect(media.example, name).toEqual(expect.any(Object));
      const bodies = Object.entries(responses).filter(([status, { content }]) => status < '300' && content);
      const shown = bodies.some(([, { content }]) =>
        Object.values(content!).some(({ example }) => example !== undefined),
      );
      expect(shown || bodies.length === 0, name).toBe(true);
    }
  });
});
