import type { User } from '../fakturo/users.ts';
import type { Language, Words } from '../fakturo/words/words.ts';
import { demoBar } from './demo-bar.ts';
import { html, type Html } from './html.ts';
import { invoicesView } from './invoices-view.ts';
import { panelView } from './panel-view.ts';
import { sidebar } from './sidebar.ts';

export interface View {
  words: Words;
  language: Language;
  user: User;
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
}

interface Embed {
  /** Where browsers reach the collector. */
  collector: string;
  publicKey: string;
}

/** The whole page; its second script tag is the one that a customer pastes. */
export function documentOf(view: View, { collector, publicKey }: Embed): Html {
  const { words, language, user } = view;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Fakturo · ${words.product.invoices}</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/assets/fakturo.css" />
        <link rel="stylesheet" href="/assets/charts.css" />
        <link rel="stylesheet" href="/assets/panel.css" />
        <script type="module" src="/page/page.js"></script>
        <script
          async
          src="${collector}/w/elleve.js"
          data-project="${publicKey}"
          data-user="${user.id}"
          data-account="${user.account.id}"
        ></script>
      </head>
      <body data-account="${user.account.id}" data-user="${user.id}" data-role="${user.role}">
        <a class="skip" href="#invoices">${words.product.skip}</a>
        ${demoBar(view)}
        <div class="stage">
          <div class="fakturo">${sidebar(view)} ${invoicesView(view)}</div>
          ${panelView(words)}
        </div>
      </body>
    </html> `;
}
