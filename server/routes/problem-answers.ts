import { Type } from 'typebox';

/** The refusals a route can answer, for the OpenAPI document. */
export function problemAnswers<const Status extends number>(...statuses: Status[]) {
  const answer = { content: { 'application/problem+json': { schema: Type.Ref('Problem') } } };
  return Object.fromEntries(statuses.map((status) => [status, answer])) as Record<Status, typeof answer>;
}
