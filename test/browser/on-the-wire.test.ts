import { describe, expect, onTestFinished, test } from 'vitest';
import { PUBLIC_KEY } from '../widget/survey-fixture.ts';
import { openPage } from './browser.ts';
import { hostPage, startCollectorDouble, type Misbehaviour } from './collector-double.ts';
import { eventually } from './eventually.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey, browser } = surveyRoom();

const SETTLE_MS = 700;
const later = (ms: number) => new Promise<undefined>((answer) => setTimeout(answer, ms));

describe('what the widget sends from a page', () => {
  test.each([
    ['another origin', 'localhost'],
    ['the same origin', '127.0.0.1'],
  ])('of %s: no preflight, no referrer, no cookie', async (_name, host) => {
    const double = await startCollectorDouble({
      page: ({ origin }) => ({
        body: hostPage().replace('src="', `src="${origin.replace('localhost', '127.0.0.1')}`),
      }),
    });
    onTestFinished(double.close);
    const url = `${double.origin.replace('127.0.0.1', host)}/invoices?secret=1`;
    const { page, close } = await openPage(browser(), url, {
      opensRoots: true,
      prepare: (fresh) => fresh.context().addCookies([{ name: 'session', value: 'x', domain: '127.0.0.1', path: '/' }]),
    });
    onTestFinished(close);
    await page.getByRole('radio', { name: '9', exact: true }).click();
    await page.getByRole('textbox').fill('Reminders');
    await page.getByRole('button', { name: 'Send' }).click();
    await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );

    expect(double.received.map(({ kind, method }) => `${method} ${kind}`)).toEqual([
      'GET config',
      'POST displays',
      'POST responses',
      'POST changes',
    ]);
    for (const { method, headers } of double.received) {
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
      if (method === 'POST') expect(headers['content-type']).toBe('text/plain;charset=UTF-8');
    }
    expect(JSON.stringify(double.received.map(({ body }) => body))).not.toContain('secret');

    // A request of the page itself tells all that.
    await page.evaluate((to) => fetch(to, { mode: 'no-cors' }), `${double.origin}/c/${PUBLIC_KEY}/own`);
    const { headers } = double.of('own')[0]!;
    expect(headers.referer).toContain(host);
    if (host === '127.0.0.1') expect(headers.cookie).toBe('session=x');
  });

  test('a score chosen as the page is left arrives all the same', async () => {
    const { page, double, score } = await openSurvey();
    await score(9).evaluate((radio) => {
      (radio as HTMLElement).click();
      location.href = 'about:blank';
    });
    await eventually(
      () => double.of('responses').map(({ body }) => body['score']),
      ([chosen]) => chosen === 9,
    );
    await page.waitForURL('about:blank');
  });
});

test('an identity that comes while the claim is under way is checked before anything is shown', async () => {
  const { page, double, score } = await openSurvey({
    misbehave: (kind, nth) => (kind === 'displays' && nth === 1 ? later(700) : undefined),
  });
  await eventually(
    () => double.of('displays'),
    ({ length }) => length === 1,
  );
  await page.evaluate("elleve('identify', { id: 'user-43' })");
  await score(0).waitFor();
  const [first, second] = double.of('displays').map(({ body }) => body);
  expect([first!['respondent'], second!['respondent']]).toEqual([{ id: 'user-42' }, { id: 'user-43' }]);
  const [given] = double.of('dismissal');
  expect([given!.path.includes(first!['id'] as string), given!.body['reason']]).toEqual([true, 'not_drawn']);
});

test('what was dropped is told with the next claim, once', async () => {
  const refusal: Misbehaviour = { status: 422, body: '{"code":"no"}' };
  const { page, double, score } = await openSurvey({
    misbehave: (kind, nth) =>
      kind === 'responses' && nth === 1
        ? refusal
        : // The first claim that would tell it is cut: what was not heard is told again.
          kind === 'displays' && nth === 2
          ? 'cut'
          : undefined,
  });
  const asAnother = async (id: string) => {
    await page.getByRole('button', { name: 'Close' }).click();
    await page.evaluate(`elleve('identify', { id: '${id}' })`);
    await score(0).waitFor();
  };
  await score(5).click();
  await eventually(
    () => double.of('responses'),
    ({ length }) => length === 1,
  );
  await asAnother('user-43');
  await asAnother('user-44');
  expect(double.of('displays').map(({ body }) => body['dropped'])).toEqual([0, 1, 1, 0]);
});

describe('an answer that the network kept', () => {
  test.each([
    ['goes from the next page, where the device may keep it', 'data-storage="local"', [9]],
    ['is kept nowhere without leave', '', []],
  ])('%s', async (_name, attributes, arrived) => {
    let isCut = true;
    const { page, double, score } = await openSurvey({
      page: () => ({ body: hostPage('', attributes) }),
      misbehave: (kind) => (kind === 'responses' && isCut ? 'cut' : undefined),
    });
    const isKept = () => page.evaluate(() => Object.values(localStorage).join().includes('"score":9'));
    await score(9).click();
    await eventually(
      () => double.of('responses'),
      ({ length }) => length > 0,
    );
    expect(await isKept()).toBe(arrived.length > 0);
    // As the page goes, it is tried once more.
    await page.goto('about:blank');
    await later(SETTLE_MS);
    isCut = false;
    const tries = double.of('responses').length;
    await page.goto(double.origin);
    await score(0).waitFor();
    await later(SETTLE_MS);
    expect(
      double
        .of('responses')
        .slice(tries)
        .map(({ body }) => body['score']),
    ).toEqual(arrived);
    expect(new Set(double.of('responses').map(({ body }) => body['id'])).size).toBe(1);
    expect(await isKept()).toBe(false);
  });
});
