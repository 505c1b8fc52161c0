import { describe, expect, test } from 'vitest';
import { hostPage } from './collector-double.ts';
import { eventually } from './eventually.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

describe.concurrent('the survey waits', () => {
  test.each([
    ['a text field has the focus', '<input autofocus>'],
    ['an editable text has the focus', '<div contenteditable autofocus>x</div>'],
    ['a field in a web component has the focus', '<x-search></x-search>'],
    ['a dialog is open', '<dialog open>Save?</dialog>'],
    ['another library shows a dialog', '<div role="dialog" aria-modal="true">Save?</div>'],
  ])('while %s', async (_name, body) => {
    const component = `<script>customElements.define('x-search', class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({ mode: 'open' });
        const field = root.appendChild(document.createElement('input'));
        field.focus();
      }
    });</script>`;
    const { page, score, double } = await openSurvey({ page: hostOf(body + component) });
    await page.waitForTimeout(1_500);
    expect(double.of('config')).toHaveLength(1);
    expect(double.of('displays')).toEqual([]);
    await page.evaluate(() => document.querySelector('main')!.replaceChildren());
    await score(0).waitFor();
  });

  test.each([
    ['a button', '<button autofocus>Save</button>'],
    ['a checkbox', '<input type="checkbox" autofocus>'],
    ['a read-only field', '<input readonly autofocus value="x">'],
  ])('not for %s that has the focus', async (_name, body) => {
    const { score } = await openSurvey({ page: hostOf(body) });
    await score(0).waitFor();
  });

  test('not for a dialog that is in the page but not drawn', async () => {
    const { score } = await openSurvey({ page: hostOf('<div aria-modal="true" style="display:none">x</div>') });
    await score(0).waitFor();
  });

  test('when the collector answered late and somebody writes by then: the claim is given back', async () => {
    const { page, score, double } = await openSurvey({
      page: hostOf('<input aria-label="Search">'),
      misbehave: async (kind) => {
        if (kind === 'displays') await new Promise((later) => setTimeout(later, 1_500));
        return undefined;
      },
    });
    await eventually(
      () => double.of('displays'),
      ({ length }) => length === 1,
    );
    await page.getByLabel('Search').focus();
    const [dismissal] = await eventually(
      () => double.of('dismissal'),
      ({ length }) => length === 1,
    );
    expect(dismissal!.body['reason']).toBe('not_drawn');
    await page.waitForTimeout(1_500);
    expect(double.of('displays')).toHaveLength(1);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await score(0).waitFor();
    expect(double.of('displays')).toHaveLength(2);
  });
});

function hostOf(body: string) {
  return () => ({ body: hostPage(body) });
}
