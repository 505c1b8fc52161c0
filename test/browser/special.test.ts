import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openPage, type PageOptions } from './browser.ts';
import { hostPage, startCollectorDouble, type Script } from './collector-double.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(script: Script, html = hostPage(), options: PageOptions = {}) {
  const double = await startCollectorDouble({ page: () => ({ body: html }), ...script });
  const opened = await openPage(browser, double.origin, { opensRoots: true, reducedMotion: 'reduce', ...options });
  onTestFinished(async () => {
    await opened.close();
    await double.close();
  });
  return { ...opened, double };
}

const inline = { ...surveyFixture().look, position: 'inline', radius: 3, name: 'Fjord', z_index: 7 } as const;
const { targeting, wording } = surveyFixture();
const rareFiles = (served: string[]) => served.filter((name) => name.startsWith('rare-'));

test('an inline survey stands in its place, is answered there, and asks about contact', async () => {
  const survey = { look: inline, wording: { ...wording, contact: 'May we contact you?' } };
  const html = hostPage('<section id="here"></section><p>After</p>', 'data-target="#here"');
  const { page, double, errors } = await open({ survey }, html);
  await page.getByText('Fjord', { exact: true }).waitFor();
  const box = await page.evaluate(() => {
    const panel = document.querySelector('#here > div')!.shadowRoot!.querySelector('.panel')!;
    const { top, bottom } = panel.getBoundingClientRect();
    const after = document.querySelector('p')!.getBoundingClientRect().top;
    return {
      radius: getComputedStyle(panel).borderTopLeftRadius,
      isAbove: bottom <= after,
      hasHeight: bottom > top + 50,
    };
  });
  expect(box).toEqual({ radius: '3px', isAbove: true, hasHeight: true });

  await page.getByRole('radio', { name: '9', exact: true }).click();
  await page.getByRole('checkbox', { name: 'May we contact you?' }).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect
    .poll(() => double.of('changes').map(({ body }) => body))
    .toEqual([expect.objectContaining({ contact_ok: true })]);
  expect(errors).toEqual([]);
  expect(rareFiles(double.served)).toHaveLength(1);
});

test('an inline survey leaves with its place, and the claim stays answered', async () => {
  const html = hostPage('<section id="here"></section>', 'data-target="#here"');
  const { page, double } = await open({ survey: { look: inline } }, html);
  await page.getByRole('radio', { name: '9', exact: true }).waitFor();
  await page.evaluate(() => document.querySelector('#here')!.remove());
  await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['timeout']);
});

test('a rule of its own is judged by the chunk: nobody is asked until the pointer leaves', async () => {
  const { page, double } = await open({ survey: { targeting: { ...targeting, exit_intent: true } } });
  await expect.poll(() => rareFiles(double.served)).toHaveLength(1);
  await page.waitForTimeout(1_200);
  expect(double.of('displays')).toEqual([]);
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY: -1, bubbles: true })),
  );
  await page.getByRole('radio', { name: '9', exact: true }).waitFor();
});

test('a chunk that is gone after an upgrade shows nothing, and the page hears of no error', async () => {
  const survey = { targeting: { ...targeting, idle_s: 1 } };
  const { page, double, errors } = await open({ survey, missing: /^rare-/ });
  await page.waitForTimeout(2_500);
  expect(double.of('displays')).toEqual([]);
  expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
});

test('an ordinary survey takes four requests, and two when nobody is asked', async () => {
  const shown = await open({});
  await shown.page.getByRole('radio', { name: '9', exact: true }).waitFor();
  expect([...shown.double.served, ...shown.double.received]).toHaveLength(4);
  const quiet = await open({ survey: { targeting: { ...targeting, touchpoints: ['never'] } } });
  await quiet.page.waitForTimeout(1_500);
  expect([...quiet.double.served, ...quiet.double.received]).toHaveLength(2);
});

test('an on-screen keyboard does not cover the comment box', async () => {
  const { page } = await open({}, hostPage(), { viewport: { width: 360, height: 640 }, hasTouch: true });
  await page.getByRole('radio', { name: '3', exact: true }).tap();
  await page.getByRole('textbox').tap();
  // No keyboard rises on a machine without one, and no protocol of the browser raises one: the window says what it would say.
  await page.evaluate(() => {
    Object.defineProperty(visualViewport!, 'height', { value: 320 });
    visualViewport!.dispatchEvent(new Event('resize'));
  });
  const box = (await page.getByRole('textbox').boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(320);
});

test.each(['bottom_right', 'bottom_bar', 'center'] as const)(
  'a keyboard that the page has lie over it does not cover the comment box: %s',
  async (position) => {
    const head = '<meta name="viewport" content="width=device-width, interactive-widget=overlays-content">';
    const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
    const survey = { look: { ...surveyFixture().look, position } };
    const { page } = await open({ survey }, hostPage('', '', head), phone);
    await page.getByRole('radio', { name: '3', exact: true }).tap();
    const field = page.getByRole('textbox');
    await field.tap();
    const bottom = async () => {
      const { y, height } = (await field.boundingBox())!;
      return y + height;
    };
    expect(await bottom()).toBeGreaterThan(300);
    // The browser's own keyboard geometry, as the page and its styles are told of it.
    const session = await page.context().newCDPSession(page);
    const geometry = { keyboardRect: { x: 0, y: 300, width: 360, height: 340 } };
    // The driver has no type for it yet.
    await session.send('Emulation.setVirtualKeyboardGeometryOverride' as never, geometry as never);
    await expect.poll(bottom).toBeLessThanOrEqual(300);
    expect((await field.boundingBox())!.y).toBeGreaterThanOrEqual(0);
  },
);

test('a keyboard that had risen before anybody wrote into the survey does not cover the comment box', async () => {
  const { page } = await open({}, hostPage(), { viewport: { width: 360, height: 640 }, hasTouch: true });
  const score = page.getByRole('radio', { name: '3', exact: true });
  await score.waitFor();
  await page.evaluate(() => Object.defineProperty(visualViewport!, 'height', { value: 320 }));
  await score.tap();
  await page.getByRole('textbox').tap();
  const box = (await page.getByRole('textbox').boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(320);
});

test('a keyboard that makes the window lower leaves the comment box in it', async () => {
  const { page } = await open({}, hostPage(), { viewport: { width: 360, height: 640 }, hasTouch: true });
  await page.getByRole('radio', { name: '3', exact: true }).tap();
  await page.getByRole('textbox').tap();
  await page.setViewportSize({ width: 360, height: 320 });
  await expect
    .poll(async () => {
      const { y, height } = (await page.getByRole('textbox').boundingBox())!;
      return y >= 0 && y + height <= 320;
    })
    .toBe(true);
});

test('a page that is pinched larger is no keyboard: the survey stays where it is', async () => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const head = '<meta name="viewport" content="width=device-width, initial-scale=1">';
  const { page } = await open({}, hostPage('', '', head), phone);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const covered = () => dialog.evaluate((panel) => getComputedStyle(panel).getPropertyValue('--covered'));
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBe(2);
  expect(await covered()).toBe('0px');
});

test('two instances on one page have their own names, and ask one after the other', async () => {
  const html = hostPage('', 'data-name="first"');
  const tag = /<script.*<\/script>/.exec(html)![0];
  const { page, double } = await open({}, html.replace(tag, tag + tag.replace('first', 'second')));
  const nines = page.getByRole('radio', { name: '9', exact: true });
  await nines.first().waitFor();
  await page.waitForTimeout(1_500);
  expect(await nines.count()).toBe(1);
  expect(
    await page.evaluate(() => ['first', 'second', 'elleve'].map((name) => typeof Reflect.get(window, name))),
  ).toEqual(['function', 'function', 'undefined']);
  await page.getByRole('button', { name: 'Close' }).click();
  await nines.first().waitFor();
  await expect.poll(() => double.of('displays').length).toBeGreaterThan(1);
});
