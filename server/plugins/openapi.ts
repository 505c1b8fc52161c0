import swagger from '@fastify/swagger';
import type { App } from '../context.ts';
import { VERSION } from '../version.ts';

/** `/openapi.json`, made from the route schemas that also validate. */
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
      schema:
        route.config?.scope === undefined ? schema : { ...schema, security: [{ secret_key: [route.config.scope] }] },
    }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
