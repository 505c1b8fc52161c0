import { describe, expect, test } from 'vitest';
import type { Misbehaviour } from './collector-double.ts';
import { eventually } from './eventually.ts';
import { surveyRoom } from './survey-room.ts';

const HTML: Misbehaviour = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Sign in to the Wi-Fi</h1>',
};
const BUSY: Misbehaviour = { status: 503, headers: { 'retry-after': '1' }, body: '{"code":"busy"}' };

const { openSurvey } = surveyRoom();

describe.concurrent('an answer survives', () => {
  test.for<[string, Misbehaviour]>([
    ['cut connections', 'cut'],
    ['a proxy that answers HTML', HTML],
    ['a busy collector', BUSY],
    ['a failing collector', { status: 500, body: '' }],
    ['too many requests', { status: 429, headers: { 'retry-after': '1' }, body: '{}' }],
  ])('%s, with the same id and body each time', async ([, misbehaviour]) => {
    const survey = await openSurvey({
      misbehave: (kind, nth) => (kind === 'responses' && nth < 3 ? misbehaviour : undefined),
    });
    const { double, score, page, ownErrors } = survey;
    await score(9).click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('Still here');
    await page.getByRole('button', { name: 'Send' }).click();
    await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );
    const bodies = double.of('responses').map(({ body }) => JSON.stringify(body));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map((body) => body.replace(/"answered_ms_ago":\d+/, ''))).size).toBe(1);
    expect(double.of('changes')[0]!.body['comment']).toBe('Still here');
    expect(ownErrors()).toEqual([]);
  });

  test('a page without network, and is sent when it is back', async () => {
    const survey = await openSurvey();
    const { double, score, page, ownErrors } = survey;
    await score(2).waitFor();
    await page.context().setOffline(true);
    await score(2).click();
    await page.waitForTimeout(2_500);
    expect(double.of('responses')).toEqual([]);
    await page.context().setOffline(false);
    const [response] = await eventually(
      () => double.of('responses'),
      ({ length }) => length === 1,
    );
    expect(response!.body['score']).toBe(2);
    expect(ownErrors()).toEqual([]);
  });

  test('a refusal, which is final', async () => {
    const survey = await openSurvey({
      misbehave: (kind) => (kind === 'responses' ? { status: 422, body: '{"code":"no"}' } : undefined),
    });
    const { double, score, page, ownErrors } = survey;
    await score(5).click();
    await page.waitForTimeout(3_000);
    expect(double.of('responses')).toHaveLength(1);
    expect(ownErrors()).toEqual([]);
  });

  test('the page going away: a typed comment goes with the last request', async () => {
    const survey = await openSurvey();
    const { double, score, page } = survey;
    await score(6).click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('Was about to say');
    await eventually(
      () => double.of('responses'),
      ({ length }) => length === 1,
    );
    await page.goto('about:blank');
    const [change] = await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );
    expect(change!.body['comment']).toBe('Was about to say');
  });
});

describe.concurrent('what is asked of the collector survives', () => {
  test.for(['config', 'displays', 'responses'])('a connection that hangs: %s', async (hanging) => {
    const { double, score, page, ownErrors } = await openSurvey(
      { misbehave: (kind, nth) => (kind === hanging && nth === 1 ? new Promise(() => {}) : undefined) },
      { prepare: (fresh) => fresh.addInitScript(losePatience, 20) },
    );
    await score(9).click();
    await eventually(
      () => double.of('responses'),
      ({ length }) => length === (hanging === 'responses' ? 2 : 1),
    );
    expect(double.of(hanging)).toHaveLength(2);
    await page.getByRole('textbox').waitFor();
    expect(ownErrors()).toEqual([]);
  });

  test.for(['config', 'displays', 'responses'])(
    'a long pause, which ends when the network is back: %s',
    async (late) => {
      const { double, score, page } = await openSurvey({
        misbehave: (kind, nth) =>
          kind === late && nth === 1 ? { status: 503, headers: { 'retry-after': '600' }, body: '{}' } : undefined,
      });
      if (late === 'responses') await score(4).click();
      await eventually(
        () => double.of(late),
        ({ length }) => length === 1,
      );
      await page.waitForTimeout(500);
      expect(double.of(late)).toHaveLength(1);
      await page.context().setOffline(true);
      await page.context().setOffline(false);
      await eventually(
        () => double.of(late),
        ({ length }) => length === 2,
      );
      if (late !== 'responses') await score(4).click();
      await eventually(
        () => double.of('responses'),
        ({ length }) => length > 0,
      );
    },
  );
});

test('an answer that comes late says by how much', async () => {
  const pause_s = 2;
  const { double, score } = await openSurvey({
    misbehave: (kind, nth) =>
      kind === 'responses' && nth === 1
        ? { status: 503, headers: { 'retry-after': `${pause_s}` }, body: '{}' }
        : undefined,
  });
  await score(9).click();
  const [first, second] = await eventually(
    () => double.of('responses').map(({ body }) => body['answered_ms_ago'] as number),
    ({ length }) => length === 2,
  );
  expect(second! - first!).toBeGreaterThanOrEqual(pause_s * 1000);
});

test('a view that is gone after an upgrade gives its claim back', async () => {
  const { page, score, double, ownErrors } = await openSurvey({ missing: /^view/ });
  await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['not_drawn']);
  await page.waitForTimeout(1_500);
  expect(await score(0).count()).toBe(0);
  expect(double.of('displays')).toHaveLength(1);
  expect(ownErrors()).toEqual([]);
});

/** In the page: what hangs is given up so many times sooner. */
function losePatience(times: number): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(ms / times);
}
