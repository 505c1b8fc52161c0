import { describe, expect, test } from 'vitest';
import { PUBLIC_KEY, surveyFixture } from '../widget/survey-fixture.ts';
import { apiPage, command, heardOn, WAYS, type Way } from './api-page.ts';
import type { Script } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

const { targeting, id: survey_id } = surveyFixture();
/** Nobody is asked by the page alone. */
const WAITING = { survey: { targeting: { ...targeting, touchpoints: ['invoice_paid'] } } };

async function open(way: Way, script: Script = {}, options: object = { user: 'user-42' }) {
  const opened = await openSurvey({ page: apiPage(way, options), ...script });
  await expect.poll(() => heardOn(opened.page)).toContainEqual(['ready', {}]);
  return { ...opened, names: async () => (await heardOn(opened.page)).map(([name]) => name) };
}

describe.each(WAYS)('by the %s', (way) => {
  test('every event of an answer is told, in order, with what it is about', async () => {
    const { page, double, score, errors } = await open(way);
    await score(9).click();
    await page.getByRole('textbox').fill('Reminders');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => double.of('changes').length).toBe(1);
    const display_id = double.of('displays')[0]!.body['id'];
    const response_id = double.of('responses')[0]!.body['id'];
    expect(await heardOn(page)).toEqual([
      ['ready', {}],
      ['eligible', { survey_id }],
      ['beforeShow', { survey_id }],
      ['shown', { survey_id, display_id }],
      ['scored', { survey_id, response_id, score: 9 }],
      ['commented', { survey_id, response_id, comment: 'Reminders' }],
      ['completed', { survey_id, response_id }],
    ]);
    expect(errors).toEqual([]);
  });

  test('dismiss closes the survey, and the page is told why it went', async () => {
    const { page, double, score } = await open(way);
    await score(0).waitFor();
    await command(page, 'dismiss');
    await score(0).waitFor({ state: 'detached' });
    expect((await heardOn(page)).at(-1)).toEqual(['dismissed', { survey_id, reason: 'closed' }]);
    await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['closed']);
  });

  test('something that fails is told as an error, and nothing else', async () => {
    const { names, double } = await open(way, { missing: /^view/ });
    await expect.poll(names).toEqual(['ready', 'error']);
    await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['not_drawn']);
  });

  test('a listener of beforeShow keeps the survey off the page, and off takes it away', async () => {
    const { page, names, double, score } = await open(way, WAITING);
    await page.evaluate("globalThis.veto = () => false; command('on', 'beforeShow', veto)");
    await command(page, 'show');
    await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['not_drawn']);
    expect(await score(0).count()).toBe(0);
    expect(await names()).toEqual(['ready', 'eligible', 'beforeShow']);
    await page.evaluate("command('off', 'beforeShow', veto)");
    await command(page, 'show');
    await score(0).waitFor();
  });

  test('show asks without a touchpoint, track with it, each by the name it gives', async () => {
    const { page, double, score } = await open(way, WAITING);
    await page.waitForTimeout(1_200);
    expect(double.of('displays')).toEqual([]);
    await command(page, 'show', survey_id);
    await score(0).waitFor();
    await command(page, 'dismiss');
    await command(page, 'identify', { id: 'somebody-else' });
    await command(page, 'track', 'invoice_paid', { amount: 250 });
    await score(0).waitFor();
    expect(double.of('displays').map(({ body }) => body['touchpoint'])).toEqual([undefined, 'invoice_paid']);
    expect(JSON.stringify(double.of('displays'))).not.toContain('250');
  });

  test('identify says who is asked, of which company; reset forgets both', async () => {
    const { page, double, score } = await open(way, WAITING, {});
    const account = { id: 'acme', traits: { plan: 'pro' } };
    await command(page, 'identify', { id: 42, account, traits: { role: 'admin' }, token: 'jwt' });
    await command(page, 'show');
    await score(0).waitFor();
    await command(page, 'reset');
    await score(0).waitFor({ state: 'detached' });
    await command(page, 'show');
    await score(0).waitFor();
    const [known, unknown] = double.of('displays').map(({ body }) => body);
    expect(known).toMatchObject({ respondent: { id: '42', token: 'jwt' }, account, traits: { role: 'admin' } });
    for (const field of ['respondent', 'account', 'traits']) expect(unknown).not.toHaveProperty(field);
  });

  test('consent has the device keep an id, and forget it', async () => {
    const { page, double, score } = await open(way, WAITING, {});
    const kept = () => page.evaluate(() => Object.keys(localStorage));
    await command(page, 'consent', true);
    await expect.poll(kept).toContain(`elleve:${PUBLIC_KEY}:id`);
    const anonymousId = await page.evaluate((name) => localStorage.getItem(name), `elleve:${PUBLIC_KEY}:id`);
    await command(page, 'show');
    await score(0).waitFor();
    expect(JSON.stringify(double.of('displays')[0]!.body['anonymous_id'])).toBe(anonymousId);
    await command(page, 'consent', false);
    await expect.poll(kept).toEqual([]);
  });

  test('debug prints why a survey does not show', async () => {
    const { page } = await open(way, WAITING);
    const printed = page.waitForEvent('console', (message) => message.type() === 'table');
    await command(page, 'debug');
    const [rows] = await Promise.all((await printed).args().map((row) => row.jsonValue() as Promise<object>));
    expect(rows).toEqual({ [survey_id]: expect.objectContaining({ verdict: 'waits for a touchpoint' }) });
  });

  test('destroy takes the survey away for good', async () => {
    const { page, double, score } = await open(way);
    await score(0).waitFor();
    await command(page, 'destroy');
    await score(0).waitFor({ state: 'detached' });
    await command(page, 'identify', { id: 'somebody-else' });
    await command(page, 'show');
    await page.waitForTimeout(1_200);
    expect(double.of('displays')).toHaveLength(1);
    expect(await page.evaluate(() => document.querySelectorAll('[data-nps]').length)).toBe(0);
  });
});

test('every option of the tag is an attribute of it', async () => {
  const inline = { look: { ...surveyFixture().look, position: 'inline' } } as const;
  const other = await openSurvey({ survey: inline });
  const attributes = `data-project="${PUBLIC_KEY}" data-host="${other.double.origin}" data-locale="da-DK" data-user="user-42"
    data-account="acme" data-token="jwt" data-storage="local" data-target="#here" data-name="ask"`;
  const body = `<!doctype html><html lang="en"><title>Invoices</title><link rel="icon" href="data:,"><body>
    <section id="here"></section><script async src="/w/elleve.js" ${attributes}></script>`;
  const { page, double, score } = await openSurvey({ page: () => ({ body }) });
  await score(0).waitFor();
  expect(await page.evaluate(() => document.querySelector('#here > [data-nps]') !== null)).toBe(true);
  expect(await page.evaluate(() => ['ask', 'elleve'].map((name) => typeof Reflect.get(window, name)))).toEqual([
    'function',
    'undefined',
  ]);
  expect(double.received).toEqual([]);
  const config = other.double.of('config').at(-1)!;
  expect([config.path, config.query.get('locale')]).toEqual([`/c/${PUBLIC_KEY}/config`, 'da-DK']);
  expect(other.double.of('displays').at(-1)!.body).toMatchObject({
    respondent: { id: 'user-42', token: 'jwt' },
    account: { id: 'acme' },
  });
  expect(await page.evaluate(() => Object.keys(localStorage).some((name) => name.startsWith('elleve:')))).toBe(true);
});
