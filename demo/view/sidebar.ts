import type { View } from './document.ts';
import { html, type Html } from './html.ts';

/** Only the invoices exist; the other rooms are scenery, and no key or pointer is led into them. */
export function sidebar({ words: { product, roles }, user }: View): Html {
  return html`<nav class="sidebar" aria-label="Fakturo">
    <p class="brand">${icon('brand')}<span>Fakturo</span></p>
    <ul class="rooms">
      <li>${icon('overview')}${product.overview}</li>
      <li><a href="#invoices" aria-current="page">${icon('invoices')}${product.invoices}</a></li>
      <li>${icon('customers')}${product.customers}</li>
      <li>${icon('payments')}${product.payments}</li>
      <li>${icon('reports')}${product.reports}</li>
    </ul>
    <p class="signed-in"><strong>${user.account.company}</strong><span>${roles[user.role]}</span></p>
  </nav>`;
}

const PATHS = {
  brand: 'M5 3h14v18l-3.5-2.2L12 21l-3.5-2.2L5 21zM9 8h6M9 12h6',
  overview: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  invoices: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  customers:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.8 3.5 2.8 3.5 5.5',
  payments: 'M3 6h18v12H3zM3 10h18M7 15h3',
  reports: 'M4 20V4M4 20h16M8.5 16v-4M13 16V8M17.5 16v-6',
} as const;

function icon(name: keyof typeof PATHS): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[name]}" /></svg>`;
}
