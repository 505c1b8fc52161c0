import helmet from '@fastify/helmet';
import type { App } from '../context.ts';

/**
 * What every answer says to a browser that shows it as a page: nothing may be loaded, run, framed or guessed. A page of ours that needs
 * more allows it by name, with a policy of its own and never with `unsafe-inline`. What other sites load (the collector and the widget)
 * stands in scopes of its own.
 */
export async function protectPages(app: App): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whether a whole domain speaks TLS only is for the proxy that speaks it to say.
    strictTransportSecurity: false,
  });
}
