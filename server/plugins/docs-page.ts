import swaggerUi from '@fastify/swagger-ui';
import type { App } from '../context.ts';

/** The page loads from here alone and runs no script that stands in a page; pictures of its own are `data:` addresses. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** `/openapi.json`, and `/docs`: the same as a page in which every operation can be tried. */
export async function showDocs(app: App): Promise<void> {
  // Made once: routes do not change while the server runs.
  let description: unknown;
  app.get('/openapi.json', { schema: { hide: true } }, () => (description ??= app.swagger()));
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: POLICY,
    uiConfig: {
      // Without the bar on top: its only field asks for the address of another document, its logo brings an inline style.
      layout: 'BaseLayout',
      docExpansion: 'list',
      filter: true,
      defaultModelsExpandDepth: -1,
      defaultModelExpandDepth: 3,
    },
    theme: { title: 'Elleve API' },
  });
}
