import { danish } from './da.ts';
import { english } from './en.ts';
import { norwegian } from './nb.ts';
import { swedish } from './sv.ts';

export const LANGUAGES = ['en', 'da', 'sv', 'nb'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Role = 'owner' | 'bookkeeper' | 'controller' | 'sales' | 'colleague';
export type Status = 'draft' | 'sent' | 'overdue' | 'paid';

/** All that the demo says in one language, apart from the survey, whose words come from the collector. */
export interface Words {
  /** The language's own name. */
  name: string;
  /** BCP 47 tag for dates and amounts. */
  locale: string;
  bar: {
    demo: string;
    notice: string;
    signedInAs: string;
    newColleague: string;
    language: string;
    show: string;
    /** Shown when the collector refused to ask. */
    resting: string;
  };
  roles: Record<Role, string>;
  product: {
    skip: string;
    overview: string;
    invoices: string;
    customers: string;
    payments: string;
    reports: string;
    lead: string;
    sample: string;
    outstanding: string;
    overdue: string;
    paid: string;
    number: string;
    customer: string;
    due: string;
    amount: string;
    status: string;
    action: string;
    send: string;
    markPaid: string;
    statuses: Record<Status, string>;
    nowSent: (number: string) => string;
    nowPaid: (number: string) => string;
  };
  panel: {
    title: string;
    lead: string;
    sample: string;
    range: string;
    nps: string;
    interval: (low: string, high: string) => string;
    nobody: string;
    lowSample: string;
    promoters: string;
    passives: string;
    detractors: string;
    answers: string;
    responseRate: string;
    accounts: string;
    scores: string;
    trend: string;
    comments: string;
    gave: (score: number) => string;
    fromDemo: string;
    unavailable: string;
  };
}

const WORDS: Record<Language, Words> = { en: english, da: danish, sv: swedish, nb: norwegian };

export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
