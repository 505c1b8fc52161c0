import { describe, expect, test } from 'vitest';
import type { Look } from '../../shared/contract/look.ts';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

const GEORGIA = '<style>body { font: italic 40px Georgia, serif !important }</style>';

describe.concurrent('the look of a survey', () => {
  test.each<[string, Partial<Look>, Partial<Drawn>]>([
    ['writes in the font of the page, unless told otherwise', {}, { font: 'Georgia, serif', style: 'normal' }],
    ['writes in the font of the system', { font: 'system' }, { font: 'system-ui' }],
    ['has the corners it is told', { radius: 3 }, { corner: '3px' }],
    ['has square corners', { radius: 0 }, { corner: '0px' }],
    ['stands above everything, unless told otherwise', {}, { level: '2147483647' }],
    ['stands as high as it is told', { z_index: 20 }, { level: '20' }],
    ['stands at the bottom of the page', { z_index: 0 }, { level: '0' }],
    ['chooses in the accent colour', { accent: '#ffd54f' }, { chosen: 'rgb(255, 213, 79)', numeral: 'rgb(0, 0, 0)' }],
    ['follows a dark device', { theme: 'auto' }, { isDark: true }],
    ['is light on a dark device', { theme: 'light' }, { isDark: false }],
    ['is dark', { theme: 'dark' }, { isDark: true }],
  ])('%s: %o', async (_name, look, expected) => {
    const { page, score } = await openSurvey(
      {
        survey: { look: { position: 'bottom_right', theme: 'auto', ...look } },
        page: () => ({ body: hostPage('', '', GEORGIA) }),
      },
      { colorScheme: 'dark' },
    );
    await score(9).click();
    const drawn = await page.getByRole('dialog').evaluate(describeDrawn);
    expect(drawn).toMatchObject(expected);
  });
});

test('nobody but the vendor is named on the survey, in sight or for a screen reader', async () => {
  const { page, score } = await openSurvey({
    survey: { look: { position: 'center', theme: 'auto', name: 'Fakturo' } },
  });
  const dialog = page.getByRole('dialog');
  const written = () => dialog.evaluate((panel) => panel.outerHTML);
  await score(3).click();
  expect(await written()).toContain('Fakturo');
  expect(await written()).not.toMatch(/elleve/i);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link').waitFor();
  expect(await written()).not.toMatch(/elleve/i);
});

interface Drawn {
  font: string;
  style: string;
  corner: string;
  level: string;
  chosen: string;
  numeral: string;
  isDark: boolean;
}

/** Runs in the page. */
function describeDrawn(panel: Element): Drawn {
  const { fontFamily, fontStyle, borderTopLeftRadius, backgroundColor } = getComputedStyle(panel);
  const chosen = getComputedStyle(panel.querySelector('.chosen')!);
  const [red = 255] = (/\d+/.exec(backgroundColor) ?? []).map(Number);
  return {
    font: fontFamily,
    style: fontStyle,
    corner: borderTopLeftRadius,
    level: getComputedStyle((panel.getRootNode() as ShadowRoot).host).zIndex,
    chosen: chosen.backgroundColor,
    numeral: chosen.color,
    isDark: red < 128,
  };
}
