import type { Status } from './words/words.ts';

export interface Invoice {
  number: string;
  customer: string;
  /** Days from today. */
  due: number;
  /** Whole kroner. */
  amount: number;
  status: Status;
}

export interface Totals {
  outstanding: number;
  overdue: number;
  paid: number;
}

export function totalsOf(invoices: readonly Invoice[]): Totals {
  const sum = (...statuses: Status[]) =>
    invoices.filter(({ status }) => statuses.includes(status)).reduce((total, { amount }) => total + amount, 0);
  return { outstanding: sum('sent', 'overdue'), overdue: sum('overdue'), paid: sum('paid') };
}

export function formatAmount(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}
