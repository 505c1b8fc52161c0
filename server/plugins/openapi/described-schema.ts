import { Type } from 'typebox';
import { WHERE_PATTERN, where } from '../../../shared/contract/report-filters.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { answerOfExamples, problemAnswers } from '../../routes/problem-answers.ts';
import type { Scope } from '../../../shared/contract/keys.ts';

type Answers = Record<string, ProblemAnswer | object>;
type ProblemAnswer = ReturnType<typeof problemAnswers>[400];

interface RouteSchema {
  summary?: string;
  description?: string;
  querystring?: unknown;
  body?: unknown;
  response?: unknown;
}

/** Refusals that come before a handler: on every route, on those that pages call, and on those that take a body. */
const ANYWHERE = ['invalid_request', 'malformed_text', 'too_many_requests', 'busy'] as const satisfies ProblemCode[];
const OF_PAGES = ['origin_refused'] as const satisfies ProblemCode[];
const OF_BODIES = [
  'invalid_json',
  'duplicate_key',
  'body_too_large',
  'unsupported_media_type',
] as const satisfies ProblemCode[];

/** The schema of a route as developers read it: what validates, and what the server around it adds. */
export function describedSchema(schema: RouteSchema, scope: Scope | undefined): object {
  const added = problemAnswers(
    ...ANYWHERE,
    ...(scope === undefined ? OF_PAGES : []),
    ...(schema.body === undefined ? [] : OF_BODIES),
  );
  return {
    ...schema,
    ...(scope !== undefined && {
      security: [{ secret_key: [scope] }],
      description: [schema.description, `Needs a secret key with the scope \`${scope}\`.`].filter(Boolean).join('\n\n'),
    }),
    ...(hasTraitFilter(schema.querystring) && { querystring: withTraitFilter(schema.querystring) }),
    response: merged(schema.response as Answers, added),
  };
}

function merged(answers: Answers, added: Answers): Answers {
  const statuses = [...new Set([...Object.keys(answers), ...Object.keys(added)])];
  return Object.fromEntries(statuses.map((status) => [status, both(answers[status], added[status])]));
}

function both(one: object | undefined, other: object | undefined): object {
  if (!isProblem(one) || !isProblem(other)) return (one ?? other)!;
  const [media, more] = [one.content['application/problem+json'], other.content['application/problem+json']];
  return answerOfExamples({ ...media.examples, ...more.examples });
}

function isProblem(answer: object | undefined): answer is ProblemAnswer {
  return answer !== undefined && 'content' in answer && 'application/problem+json' in (answer.content as object);
}

interface Query {
  properties: object;
  patternProperties: object;
}

function hasTraitFilter(query: unknown): query is Query {
  return typeof query === 'object' && query !== null && 'patternProperties' in query;
}

/** OpenAPI knows no pattern of names: `where[plan]=pro` is a deep object, `where`. */
function withTraitFilter({ patternProperties: _patterns, properties, ...query }: Query): object {
  const values = where[WHERE_PATTERN];
  return {
    ...query,
    properties: {
      ...properties,
      where: Type.Optional(
        Type.Record(Type.String(), values, {
          description:
            '`where[plan]=pro`: only answers whose snapshot of the trait `plan` had this value; repeatable, several values of one trait mean any of them.',
        }),
      ),
    },
  };
}
