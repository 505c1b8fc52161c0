import { formatAmount, totalsOf, type Invoice, type Totals } from '../fakturo/invoices.ts';
import type { View } from './document.ts';
import { html, type Html } from './html.ts';

const DAY_MS = 86_400_000;

export function invoicesView(view: View): Html {
  const { product } = view.words;
  const { invoices } = view.user.account;
  return html`<main id="invoices" tabindex="-1">
    <div class="heading">
      <h1>${product.invoices}</h1>
      <span class="sample">${product.sample}</span>
    </div>
    <p class="lead">${product.lead}</p>
    ${totalsView(view, totalsOf(invoices))}
    <table>
      <thead>
        <tr>
          <th scope="col">${product.number}</th>
          <th scope="col">${product.customer}</th>
          <th scope="col">${product.due}</th>
          <th scope="col" class="amount">${product.amount}</th>
          <th scope="col">${product.status}</th>
          <th scope="col"><span class="unseen">${product.action}</span></th>
        </tr>
      </thead>
      <tbody>
        ${invoices.map((invoice) => rowOf(view, invoice))}
      </tbody>
    </table>
    <p class="said" role="status" id="said"></p>
  </main>`;
}

function totalsView({ words: { product, locale }, user: { account } }: View, totals: Totals): Html {
  const tile = (name: keyof Totals) =>
    html`<div class="${name}">
      <dt>${product[name]}</dt>
      <dd data-total="${name}">${formatAmount(totals[name], account.currency, locale)}</dd>
    </div>`;
  return html`<dl class="totals">${[tile('outstanding'), tile('overdue'), tile('paid')]}</dl>`;
}

function rowOf({ words, user, now, timeZone }: View, { number, customer, due, amount, status }: Invoice): Html {
  const { product, locale } = words;
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(now + due * DAY_MS);
  const button =
    status !== 'paid' && html`<button type="button">${status === 'draft' ? product.send : product.markPaid}</button>`;
  return html`<tr data-invoice="${number}">
    <th scope="row">${number}</th>
    <td class="customer">${customer}</td>
    <td class="due">${date}</td>
    <td class="amount">${formatAmount(amount, user.account.currency, locale)}</td>
    <td class="state"><span class="status" data-status="${status}">${product.statuses[status]}</span></td>
    <td class="act">${button}</td>
  </tr>`;
}
