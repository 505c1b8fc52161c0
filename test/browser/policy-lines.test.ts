import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';
import { scriptTag, startCollectorDouble } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

const LOGO = 'https://assets.fakturo.example/logo.svg';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle cx="12" cy="12" r="10"/></svg>';
const SECTION = readFileSync(packageFile('docs/widget.md'), 'utf8').split('\n## Content security policy\n')[1]!;
const DIRECTIVES = [...SECTION.split('\n## ')[0]!.matchAll(/^\| `(.+?)`/gm)].map(([, directive]) => directive!);

describe('under a policy that forbids everything but the lines of docs/widget.md', () => {
  test('the survey of a collector elsewhere is answered, its logo shown, and no rule broken', async () => {
    const { page, score, collector, errors } = await openUnder(DIRECTIVES);
    await score(9).click();
    expect(await page.locator('img').evaluate((logo) => (logo as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await page.getByRole('textbox').fill('Reminders');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => collector.of('changes').length).toBe(1);
    expect(errors).toEqual([]);
  });

  test.each(DIRECTIVES)('each of them is needed: %s', async (directive) => {
    const { errors } = await openUnder(DIRECTIVES.filter((other) => other !== directive));
    await expect.poll(() => errors.join()).toContain('violates the following Content Security Policy directive');
  });
});

async function openUnder(directives: string[]) {
  const collector = await startCollectorDouble({ survey: { look: { ...surveyFixture().look, logo: LOGO } } });
  onTestFinished(collector.close);
  const filledIn = directives.map((directive) =>
    directive.replace('https://nps.example.com', collector.origin).replace("<the logo's origin>", new URL(LOGO).origin),
  );
  const policy = ["default-src 'none'", ...filledIn, "require-trusted-types-for 'script'", "trusted-types 'none'"];
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invoices</title></head>
    <body>${scriptTag('', collector.origin)}</body></html>`;
  const opened = await openSurvey(
    { page: () => ({ body, headers: { 'content-security-policy': policy.join('; ') } }) },
    { prepare: (page) => page.route(LOGO, (route) => route.fulfill({ contentType: 'image/svg+xml', body: SVG })) },
  );
  return { ...opened, collector };
}
