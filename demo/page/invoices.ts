import { ACCOUNTS } from '../fakturo/accounts.ts';
import { formatAmount, totalsOf, type Invoice } from '../fakturo/invoices.ts';
import { find } from './dom.ts';
import { elleve } from './elleve.ts';
import { words } from './here.ts';

const { product, locale } = words;

/** Sending an invoice and receiving its money are the moments at which Fakturo asks. */
export function letInvoicesMove(): void {
  const account = ACCOUNTS.find(({ id }) => id === document.body.dataset['account']);
  if (!account) return;
  const invoices = account.invoices.map((invoice) => ({ ...invoice }));

  for (const invoice of invoices) {
    const row = find(`[data-invoice="${invoice.number}"]`);
    row.querySelector('button')?.addEventListener('click', () => {
      const touchpoint = moveOn(invoice);
      showInvoice(row, invoice);
      showTotals(invoices, account.currency);
      elleve('track', touchpoint);
    });
  }
}

function moveOn(invoice: Invoice): 'invoice_sent' | 'invoice_paid' {
  const wasDraft = invoice.status === 'draft';
  invoice.status = wasDraft ? 'sent' : 'paid';
  return wasDraft ? 'invoice_sent' : 'invoice_paid';
}

function showInvoice(row: HTMLElement, { number, status }: Invoice): void {
  const badge = find('.status', row);
  badge.dataset['status'] = status;
  badge.textContent = product.statuses[status];

  const button = find('button', row);
  button.textContent = product.markPaid;
  // Not removed: a button that vanishes takes the keyboard's place on the page with it.
  button.setAttribute('aria-disabled', String(status === 'paid'));
  find('#said').textContent = status === 'paid' ? product.nowPaid(number) : product.nowSent(number);
}

function showTotals(invoices: Invoice[], currency: string): void {
  for (const [name, total] of Object.entries(totalsOf(invoices))) {
    find(`[data-total="${name}"]`).textContent = formatAmount(total, currency, locale);
  }
}
