import { describe, expect, it } from 'vitest';
import { html } from '../../demo/view/html.ts';

describe('html', () => {
  it.each([
    ['markup', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a quote that would end an attribute', `" onclick='x'`, '&quot; onclick=&#39;x&#39;'],
    ['an ampersand', 'Klint & Bølge', 'Klint &amp; Bølge'],
    ['a number', 42, '42'],
    ['nothing', false, ''],
  ] as const)('puts %s in as text', (_what, part, written) => {
    expect(html`<p title="${part}">${part}</p>`.text).toBe(`<p title="${written}">${written}</p>`);
  });

  it('keeps what is markup already, and lists of it', () => {
    const words = ['a', 'b'].map((letter) => html`<b>${letter}</b>`);
    expect(html`<p>${words}</p>`.text).toBe('<p><b>a</b><b>b</b></p>');
  });
});
