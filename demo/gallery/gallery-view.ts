import { html, type Html } from '../view/html.ts';
import { SECTIONS, type Variant } from './variants.ts';

interface Origins {
  /** Of the gallery itself. */
  origin: string;
  /** Where browsers reach the collector, which has the widget's files. */
  collector: string;
}

const KEY = 'elv_pk_0000000000000000gallery';

/** All surveys, a frame each. */
export function galleryOf(): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Elleve · gallery</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/gallery.css" />
      </head>
      <body>
        <main>
          <h1>What people see</h1>
          ${SECTIONS.map(
            ({ title, variants }) =>
              html`<h2>${title}</h2>
                <ul>
                  ${variants.map(
                    ({ id }) =>
                      html`<li>
                        <a href="/gallery/${id}">${id}</a>
                        <iframe src="/gallery/${id}" title="${id}" loading="lazy"></iframe>
                      </li>`,
                  )}
                </ul>`,
          )}
        </main>
      </body>
    </html> `;
}

/** One survey in a page of its own, brought to its view by a script that looks into it. */
export function frameOf({ id, view, locale, look }: Variant, { origin, collector }: Origins): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${id}</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/gallery.css" />
        <script type="module" src="/page/gallery-frame.js"></script>
        <script
          defer
          src="${collector}/w/elleve.js"
          data-project="${KEY}"
          data-host="${origin}/gallery/${id}/"
          data-user="visitor"
          data-locale="${locale}"
          data-target="body"
        ></script>
      </head>
      <body class="frame ${look.theme}" data-view="${view}"></body>
    </html> `;
}
