import { words } from '../here.ts';

const { locale } = words;
const signedNumber = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
const plainNumber = new Intl.NumberFormat(locale);
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** With its sign; some languages' formats have a hyphen where the minus belongs. */
export const signed = (value: number): string => signedNumber.format(value).replace('-', '−');
export const counted = (value: number): string => plainNumber.format(value);
/** Of a share, 0 to 1. */
export const percent = (value: number): string => share.format(value);
/** Of a date, `YYYY-MM-DD`. */
export const monthOf = (date: string): string => month.format(Date.parse(date));
/** Of an instant, ISO 8601. */
export const momentOf = (instant: string): string => moment.format(Date.parse(instant));
