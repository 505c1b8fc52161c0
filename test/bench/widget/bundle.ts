import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { packageFile } from '../../../server/package-root.ts';

const SENTRY = `
  import { feedbackIntegration, init } from '@sentry/browser';
  const feedback = feedbackIntegration({ autoInject: false, colorScheme: 'light' });
  init({ dsn: location.origin.replace('://', '://key@') + '/1', integrations: [feedback], defaultIntegrations: false });
  if (!location.search.includes('idle'))
    void feedback.createForm().then((form) => { form.appendToDom(); form.open(); });
`;

/** One classic script of the bare Preact fixture. */
export function bundleFixture(): Promise<string> {
  return bundle(packageFile('dist/test/bench/widget/fixture.js'));
}

/** What a customer of Sentry's feedback bundles, from its published package. */
export async function bundleSentry(peers: string): Promise<string> {
  const folder = mkdtempSync(join(peers, 'sentry-'));
  try {
    writeFileSync(join(folder, 'entry.js'), SENTRY);
    return await bundle(join(folder, 'entry.js'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function publishedPosthog(peers: string, name: 'array.js' | 'surveys.js'): string {
  return readFileSync(join(peers, 'node_modules/posthog-js/dist', name), 'utf8');
}

async function bundle(input: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input, output: { format: 'iife', minify: true } },
    },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  return output[0].code;
}
