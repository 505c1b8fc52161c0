import { readFileSync } from 'node:fs';
import { build, type Plugin, type Rolldown } from 'vite';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { PUBLIC_KEY } from '../widget/survey-fixture.ts';
import type { HostDocument } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

const RECIPES = readFileSync(packageFile('docs/widget.md'), 'utf8');
const RENDER = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';
  const render = (component, props) => createRoot(document.body.appendChild(document.createElement('div')))
    .render(createElement(component, props));`;
const AFTER_TOUCHPOINT = { targeting: { touchpoints: ['task_done', 'invoice_paid'], url_patterns: [], delay_s: 0 } };

describe('a recipe of docs/widget.md, pasted as it stands, asks the question', () => {
  test('Plain HTML', { timeout: 120_000 }, async () => {
    const { page, score, errors } = await openSurvey({
      survey: AFTER_TOUCHPOINT,
      page: ({ pathname, origin }) =>
        pathname === '/done.js'
          ? script(recipe('Plain HTML', 'js'))
          : html(filledIn(recipe('Plain HTML', 'html'), origin)),
    });
    await page.getByRole('button', { name: 'Done' }).click();
    await score(9).click();
    await page.getByRole('button', { name: 'Send' }).click();
    expect(errors).toEqual([]);
  });

  test.each<[string, Files, object]>([
    ['Any bundler', { 'recipe.js': recipe('Any bundler', 'js') }, AFTER_TOUCHPOINT],
    [
      'React',
      {
        'recipe.jsx': `${RENDER}\n${recipe('React', 'jsx')}\nrender(App, { user: { id: 'user-42', companyId: 'acme' } });`,
      },
      {},
    ],
    ['Next.js', { 'recipe.jsx': `${RENDER}\n${recipe('Next.js', 'jsx')}\nrender(Nps, { userId: 'user-42' });` }, {}],
  ])('%s', { timeout: 120_000 }, async (_title, files, survey) => {
    const { page, score, double, errors } = await openBundle(files, survey);
    await score(9).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => double.of('responses').length).toBe(1);
    expect(double.of('displays')[0]!.body['respondent']).toEqual({ id: 'user-42' });
    expect(errors).toEqual([]);
  });

  test('Vue', { timeout: 120_000 }, async () => {
    const files = {
      'main.js': `import { createApp } from 'vue'; import App from './App.vue';
        const app = createApp(App, { user: { id: 'user-42' } });
        app.mount(document.body.appendChild(document.createElement('div')));
        globalThis.leave = () => app.unmount();`,
      'use-elleve.js': recipe('Vue', 'js'),
      'App.vue': recipe('Vue', 'vue'),
    };
    const { page, score, double, errors } = await openBundle(files, AFTER_TOUCHPOINT);
    await page.getByRole('button', { name: 'Mark as paid' }).click();
    await score(9).click();
    await page.getByRole('textbox').waitFor();
    await expect.poll(() => double.of('responses').length).toBe(1);
    expect(double.of('displays')[0]!.body).toMatchObject({ respondent: { id: 'user-42' }, touchpoint: 'invoice_paid' });
    // The survey leaves with the component.
    await page.evaluate('leave()');
    await score(9).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });
});

/** By name; what a customer's build begins with comes first. */
type Files = Record<string, string>;

/** A page that runs what a customer's bundler made of the files. */
async function openBundle(files: Files, survey: object) {
  const bundle = await bundled(files);
  return openSurvey({
    survey,
    page: ({ pathname, origin }) => {
      const code = bundle.get(pathname.slice(1));
      return code === undefined
        ? html('<script type="module" src="/entry.js"></script>')
        : script(filledIn(code, origin));
    },
  });
}

/** The first piece of code in that language below a heading. */
function recipe(title: string, language: string): string {
  const section = RECIPES.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)![1]!;
}

/** With a customer's own key and address in it. */
function filledIn(code: string, origin: string): string {
  return code.replaceAll('elv_pk_…', PUBLIC_KEY).replaceAll('https://nps.example.com', origin);
}

function html(body: string): HostDocument {
  return { body: `<!doctype html><html lang="en"><title>Tasks</title><link rel="icon" href="data:,"><body>${body}` };
}

function script(body: string): HostDocument {
  return { body, headers: { 'content-type': 'text/javascript; charset=utf-8' } };
}

/** As a customer's bundler makes it of the built package: files by name, the first of them `entry.js`. */
async function bundled(files: Files): Promise<Map<string, string>> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    const built = await build({
      configFile: packageFile('test/browser/vue-project.mjs'),
      logLevel: 'error',
      publicDir: false,
      resolve: {
        alias: {
          'elleve/react': packageFile('dist/module/react.js'),
          elleve: packageFile('dist/module/elleve.js'),
        },
      },
      define: { 'process.env.NEXT_PUBLIC_NPS': '"https://nps.example.com"' },
      oxc: { jsx: { runtime: 'automatic' } },
      plugins: [standing(files)],
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: { input: `./${Object.keys(files)[0]}`, output: { entryFileNames: 'entry.js' } },
      },
    });
    const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
    return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : '']));
  } finally {
    process.env['NODE_ENV'] = before;
  }
}

/** They stand beside the package, so that React and Vue are found there. */
function standing(files: Files): Plugin {
  const places = new Map(Object.entries(files).map(([name, code]) => [packageFile(name), code]));
  return {
    name: 'recipe',
    enforce: 'pre',
    resolveId(id) {
      const place = packageFile(id);
      return places.has(place) ? place : null;
    },
    load: (id) => places.get(id) ?? null,
  };
}
