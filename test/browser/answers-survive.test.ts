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
    await page.keyboard.type('Still here');
    await page.getByRole('button', { name: 'Send' }).click();
    await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );
    const bodies = double.of('responses').map(({ body }) => JSON.stringify(body));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
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

test('a view that is gone after an upgrade gives its claim back', async () => {
  const { page, score, double, ownErrors } = await openSurvey({ missing: /^view/ });
  await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['not_drawn']);
  await page.waitForTimeout(1_500);
  expect(await score(0).count()).toBe(0);
  expect(double.of('displays')).toHaveLength(1);
  expect(ownErrors()).toEqual([]);
});
