import type { FastifyInstance, FastifyReply } from 'fastify';
import { frameOf, galleryOf } from './gallery-view.ts';
import { surveyOf, VARIANTS, type Variant } from './variants.ts';

interface Origins {
  /** Where browsers reach the collector, which has the widget's files. */
  collector: string;
}

const WRITE_TOKEN = 'g'.repeat(22);
const NEVER = '2999-01-01T00:00:00.000Z';

/**
 * Every view, position, theme and language side by side. Each survey is the real widget in a frame of its own, which speaks to
 * answers that stand here: nothing is recorded.
 */
export function galleryRoutes(site: FastifyInstance, { collector }: Origins): void {
  const show = (reply: FastifyReply, page: { text: string }) =>
    reply.header('content-security-policy', policyOf(collector)).type('text/html; charset=utf-8').send(page.text);

  site.get('/gallery', async (_request, reply) => show(reply, galleryOf()));
  site.get<{ Params: { variant: string } }>('/gallery/:variant', async ({ params, protocol, host }, reply) => {
    const variant = variantOf(params.variant);
    return variant
      ? show(reply, frameOf(variant, { origin: `${protocol}://${host}`, collector }))
      : reply.code(404).send();
  });

  // The widget posts JSON as plain text; what it says is of no interest here.
  site.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, text, done) => done(null, text));
  site.get<{ Params: { variant: string } }>('/gallery/:variant/c/:key/config', async ({ params }, reply) => {
    const variant = variantOf(params.variant);
    if (!variant) return reply.code(404).send();
    const survey = surveyOf(variant);
    return { surveys: [survey], ...(survey.look.position === 'inline' && { special: true }) };
  });
  site.post('/gallery/:variant/c/:key/displays', async () => ({
    show: true,
    write_token: WRITE_TOKEN,
    expires_at: NEVER,
  }));
  site.post('/gallery/:variant/c/:key/*', async () => ({ id: 'gallery' }));
}

function variantOf(id: string): Variant | undefined {
  return VARIANTS.find((variant) => variant.id === id);
}

function policyOf(collector: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${collector}`,
    "connect-src 'self'",
    "style-src 'self'",
    "img-src data: 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
