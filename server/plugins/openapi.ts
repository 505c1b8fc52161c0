import swagger from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import type { App } from '../context.ts';
import { describedSchema } from './openapi/described-schema.ts';
import { withExamples, type Description } from './openapi/with-examples.ts';
import { VERSION } from '../version.ts';

/** What `/openapi.json` says, made from the route schemas that also validate, with the examples that the tests play through. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Elleve',
        version: VERSION,
        description: 'Collects NPS answers and reports the score with its margin.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [
        { name: 'collector', description: 'What the widget says: public key in the path, write-only.' },
        { name: 'reporting', description: 'Numbers and answers: secret key with the scope `read`.' },
        { name: 'administration', description: 'Surveys and traits: secret key with the scope `admin`.' },
      ],
      components: { securitySchemes: { secret_key: { type: 'http', scheme: 'bearer' } } },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json['$id'] === 'string' ? json['$id'] : `schema-${i}`,
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: schema.hide === true ? schema : (describedSchema(schema, route.config?.scope) as FastifySchema),
    }),
    transformObject: (described) =>
      'openapiObject' in described ? withExamples(described.openapiObject as Description) : described.swaggerObject,
  });
}
