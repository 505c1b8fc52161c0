import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type AppOptions } from '../../server/app.ts';
import type { App } from '../../server/context.ts';
import { DEFAULT_LIMITS } from '../../server/domain/request-limits.ts';
import { packageFile } from '../../server/package-root.ts';
import { StorageUnavailable } from '../../server/storage/storage-unavailable.ts';
import type { Storage } from '../../server/storage/storage.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { startExampleProject, type ExampleProject } from './example-project.ts';
import { EARLIER_CLAIM, EXAMPLE_REQUESTS, type ExampleRequest } from './example-requests.ts';
import { Player, type Answered } from './play.ts';
import { PROVOCATIONS } from './provocations.ts';

interface Operation {
  description?: string;
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: object }> }> }>;
}

let project: ExampleProject;
let player: Player;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  project = await startExampleProject();
  player = new Player(project);
  ({ paths } = (await project.app.inject('/openapi.json')).json<{ paths: typeof paths }>());
  const params = { public_key: project.public_key };
  await player.play({ operation: 'POST /c/{public_key}/displays', params, body: EARLIER_CLAIM });
}, 60_000);
afterAll(() => project.close());

describe('every refusal that the OpenAPI document shows', () => {
  it.each(EXAMPLE_REQUESTS)('is answered by $operation', async (request) => {
    // What deletes is refused first and done last; the claim is asked before it is refused, for a second claim of its id.
    if (!request.operation.startsWith('DELETE /v1/markers')) await succeed(request);
    for (const [code, documented] of refusalsOf(request)) {
      const heard = await refusal(code, request);
      const { errors, ...body } = heard.answer as Record<string, unknown>;
      expect({ status: heard.status, body }, `${request.operation}, ${code}`).toEqual({
        status: documented.status,
        body: documented,
      });
      expect(heard.contentType).toContain('application/problem+json');
      if (code === 'invalid_request')
        expect(errors).toEqual([expect.objectContaining({ message: expect.any(String) as string })]);
    }
  });
});

async function succeed(request: ExampleRequest): Promise<void> {
  const { status, answer } = await player.play(request);
  if (status >= 300) throw new Error(`${request.operation} answers ${JSON.stringify(answer)}`);
}

function operationOf({ operation }: ExampleRequest): Operation {
  const [method, path] = operation.split(' ') as [string, string];
  return paths[path]![method.toLowerCase()]!;
}

function refusalsOf(request: ExampleRequest): [ProblemCode, { status: number }][] {
  const answers = Object.entries(operationOf(request).responses).filter(([status]) => status >= '400');
  expect(answers.length).toBeGreaterThan(1);
  return answers.flatMap(([, { content }]) =>
    Object.entries(content!['application/problem+json']!.examples!).map(
      ([code, { value }]) => [code, value] as [ProblemCode, { status: number }],
    ),
  );
}

async function refusal(code: ProblemCode, request: ExampleRequest): Promise<Answered> {
  if (code === 'busy') return withoutStore(request);
  if (code === 'too_many_requests') return onceTooOften(request);
  const provoke = PROVOCATIONS[code];
  if (!provoke) throw new Error(`${request.operation} documents ${code}: say in provocations.ts how it comes about`);
  const scope = /scope `(\w+)`/.exec(operationOf(request).description ?? '')?.[1];
  return provoke(request, { project, player, scope });
}

/** The same server, its disk gone. */
async function withoutStore(request: ExampleRequest): Promise<Answered> {
  const storage = new Proxy({} as Storage, {
    get: () => async () => Promise.reject(new StorageUnavailable('No disk')),
  });
  return on((lame ??= startAnother({ storage })), request);
}

/** The same server, with nothing allowed. */
async function onceTooOften(request: ExampleRequest): Promise<Answered> {
  const none = { max: 0, windowMs: 60_000 };
  // A slow machine must not be taken for a busy server.
  const patient = { ...DEFAULT_LIMITS, loopDelayMs: 0 };
  const limits = { ...patient, collectorPerAddress: none, configPerAddress: none, restPerKey: none };
  return on((strict ??= startAnother({ limits })), request);
}

let lame: Promise<App> | undefined;
let strict: Promise<App> | undefined;
afterAll(async () => {
  for (const app of [lame, strict]) await (await app)?.close();
});

function startAnother(options: Partial<AppOptions>): Promise<App> {
  const { storage, clock } = project;
  const secret = 'another secret, of these tests alone';
  return buildApp({
    storage,
    publicUrl: 'http://elleve.test',
    secret,
    now: () => clock.now,
    widgetFolder: packageFile('dist/widget'),
    ...options,
  });
}

async function on(app: Promise<App>, request: ExampleRequest): Promise<Answered> {
  return new Player({ ...project, app: await app }).play(request);
}
