import files from '@fastify/static';
import { fastify, type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { packageFile } from '../server/package-root.ts';
import { colleagueId, userOf } from './fakturo/users.ts';
import { isLanguage, wordsOf, type Language } from './fakturo/words/words.ts';
import { galleryRoutes } from './gallery/gallery-routes.ts';
import { panelRoutes } from './panel-routes.ts';
import { TIME_ZONE, type SampleProject } from './sample-project.ts';
import { addressOf } from './view/address.ts';
import { documentOf } from './view/document.ts';

export interface SiteOptions {
  /** Where browsers and this server reach the collector. */
  collector: string;
  project: SampleProject;
  /** Epoch milliseconds. */
  now: () => number;
}

type Query = { as?: string; lang?: string };

/** Fakturo as its vendor runs it: pages of its own, a strict policy, and a key that stays on the server. */
export async function buildSite({ collector, project, now }: SiteOptions): Promise<FastifyInstance> {
  const site = fastify({ logger: false, forceCloseConnections: true });
  site.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policyOf(collector));
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  site.get<{ Querystring: Query }>('/', async ({ query }, reply) => {
    const language = languageOf(query.lang);
    const view = { words: wordsOf(language), language, user: userOf(query.as), now: now(), timeZone: TIME_ZONE };
    return reply
      .type('text/html; charset=utf-8')
      .send(documentOf(view, { collector, publicKey: project.public_key }).text);
  });
  site.get<{ Querystring: Query }>('/new-colleague', async ({ query }, reply) => {
    const as = colleagueId(randomBytes(3).toString('hex'));
    return reply.redirect(addressOf(as, languageOf(query.lang)));
  });
  galleryRoutes(site, { collector });
  panelRoutes(site, { collector, key: project.read_key, now });

  const folders = { '/assets/': 'demo/assets', '/page/': 'dist/demo/page', '/fakturo/': 'dist/demo/fakturo' };
  for (const [prefix, folder] of Object.entries(folders)) {
    await site.register(files, {
      root: packageFile(folder),
      prefix,
      index: false,
      cacheControl: false,
      decorateReply: false,
    });
  }
  return site;
}

function languageOf(lang: string | undefined): Language {
  return isLanguage(lang) ? lang : 'en';
}

/** As a careful customer sets it: the collector is the only stranger, and no script may write markup. */
function policyOf(collector: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${collector}`,
    `connect-src 'self' ${collector}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
