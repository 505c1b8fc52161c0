import type { Invoice } from './invoices.ts';
import type { Role } from './words/words.ts';

/** An invented company that uses Fakturo. */
export interface Account {
  id: string;
  company: string;
  plan: 'pro' | 'enterprise';
  currency: 'DKK' | 'SEK';
  roles: Role[];
  invoices: Invoice[];
}

export const ACCOUNTS: [Account, ...Account[]] = [
  {
    id: 'demo-klint',
    company: 'Klint & Bølge ApS',
    plan: 'pro',
    currency: 'DKK',
    roles: ['bookkeeper', 'owner', 'sales'],
    invoices: [
      { number: '2048', customer: 'Havnens Kaffebrænderi', due: 30, amount: 18_400, status: 'draft' },
      { number: '2047', customer: 'Lysthus Arkitekter', due: 21, amount: 42_750, status: 'sent' },
      { number: '2046', customer: 'Sejl & Søn', due: 12, amount: 9_600, status: 'sent' },
      { number: '2045', customer: 'Grønhave Planteskole', due: 5, amount: 27_300, status: 'sent' },
      { number: '2044', customer: 'Tømrer Ravn', due: -3, amount: 6_850, status: 'overdue' },
      { number: '2043', customer: 'Blåvand Cykler', due: -9, amount: 31_200, status: 'overdue' },
      { number: '2042', customer: 'Havnens Kaffebrænderi', due: -14, amount: 15_900, status: 'paid' },
      { number: '2041', customer: 'Marehalm Hotel', due: -20, amount: 58_000, status: 'paid' },
    ],
  },
  {
    id: 'demo-granit',
    company: 'Granit Studio AB',
    plan: 'enterprise',
    currency: 'SEK',
    roles: ['controller', 'owner', 'bookkeeper'],
    invoices: [
      { number: '7316', customer: 'Norrviken Möbler', due: 30, amount: 64_000, status: 'draft' },
      { number: '7315', customer: 'Tallbacken Bryggeri', due: 25, amount: 12_500, status: 'draft' },
      { number: '7314', customer: 'Älvstrand Fastigheter', due: 16, amount: 148_200, status: 'sent' },
      { number: '7313', customer: 'Kvarteret Bageri', due: 8, amount: 21_900, status: 'sent' },
      { number: '7312', customer: 'Skogsro Klinik', due: 2, amount: 37_450, status: 'sent' },
      { number: '7311', customer: 'Fyrljus Reklam', due: -6, amount: 54_300, status: 'overdue' },
      { number: '7310', customer: 'Norrviken Möbler', due: -13, amount: 88_000, status: 'paid' },
      { number: '7309', customer: 'Isbjörn Kyl', due: -22, amount: 19_750, status: 'paid' },
    ],
  },
];
