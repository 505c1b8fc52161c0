import { Strict } from '../../shared/contract/common.ts';
import { Problem, type ProblemCode } from '../../shared/problem.ts';
import type { App } from '../context.ts';
import { isMalformed, isPlain, readableText } from '../domain/text.ts';

type Values = Record<string, string | string[]>;

/**
 * A route takes the query parameters that it names and no other, and texts in the URL are read as `readableText` keeps them, so that
 * what is asked for meets what is stored. Must be registered before the routes.
 */
export function acceptStrictQueries(app: App): void {
  app.addHook('onRoute', (route) => {
    // A preflight carries the query of the request that it asks about.
    if (route.method !== 'OPTIONS') route.schema = { querystring: Strict({}), ...route.schema };
  });
  app.addHook('preValidation', ({ query, params }, _reply, done) => {
    makeReadable(query as Values, 'malformed_text');
    // A path with such a text in it names nothing.
    makeReadable(params as Values, 'not_found');
    done();
  });
}

function makeReadable(values: Values, refusal: ProblemCode): void {
  for (const name in values) {
    const value = values[name]!;
    if (typeof value === 'string' && isPlain(value)) continue;
    if ([value].flat().some(isMalformed)) throw new Problem(refusal);
    values[name] = typeof value === 'string' ? readableText(value) : value.map(readableText);
  }
}
