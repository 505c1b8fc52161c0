import { readFileSync } from 'node:fs';
import { packageFile } from '../../package-root.ts';

/** One request and its answer, as a test has heard it. */
interface Example {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  status: number;
  /** Absent where the answer has no body. */
  answer?: unknown;
}

/** What of an OpenAPI document is completed here. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  summary?: string;
  parameters?: { name: string; style?: string; explode?: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<
    string,
    { description?: string; content?: Record<string, Media>; headers?: Record<string, object> }
  >;
}

interface Media {
  example?: unknown;
}

/** By operation, such as `GET /v1/metrics`; recorded from a run, and played again by the tests. */
function recordedExamples(): Record<string, Example> {
  return JSON.parse(readFileSync(packageFile('docs/api-examples.json'), 'utf8')) as Record<string, Example>;
}

const RETRY_AFTER = { description: 'Seconds until trying again makes sense.', schema: { type: 'integer', minimum: 0 } };

export function withExamples(description: Description): Description {
  const examples = recordedExamples();
  for (const [path, operations] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      spellTraitFilter(operation);
      const { summary, responses } = operation;
      for (const response of Object.values(responses)) {
        // What the generator says where nothing is said.
        if (response.description === 'Default Response') response.description = summary ?? '';
      }
      for (const status of ['429', '503']) responses[status]!.headers = { 'Retry-After': RETRY_AFTER };
      const example = examples[`${method.toUpperCase()} ${path}`];
      if (example) show(example, operation);
    }
  }
  return description;
}

function spellTraitFilter({ parameters = [] }: Operation): void {
  for (const parameter of parameters) {
    if (parameter.name === 'where') {
      // An empty example, for pages that would fill in a trait of their own invention.
      Object.assign(parameter, { style: 'deepObject', explode: true, example: {} });
    }
  }
}

function show({ params, query, body, status, answer }: Example, operation: Operation): void {
  const given = { ...params, ...query };
  for (const parameter of operation.parameters ?? []) {
    if (parameter.name in given) parameter.example = given[parameter.name];
  }
  for (const media of Object.values(operation.requestBody?.content ?? {})) media.example = body;
  for (const media of Object.values(operation.responses[status]?.content ?? {})) media.example = answer;
}
