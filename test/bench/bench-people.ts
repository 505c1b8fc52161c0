import type { SeededRandom } from '../../server/domain/seeded-random.ts';

export const LOCALES = ['en', 'da', 'sv', 'de', 'nb'];
export const TOUCHPOINTS = ['invoice_paid', 'ticket_closed', 'report_exported'];
export const PLANS = ['free', 'pro', 'enterprise'];
export const REGIONS = ['eu', 'us', 'uk', 'dach', 'nordics', 'apac', 'latam', 'mea', 'anz', 'cee'];
const ROLES = ['admin', 'user', 'owner', 'viewer'];
const INDUSTRIES = 200;

const PEOPLE_PER_ACCOUNT = 40;

/** A person is a number; companies differ in how many of their people are seen. */
export function personOf(random: SeededRandom, accounts: number): number {
  const account = Math.floor(random.unit() ** 1.5 * accounts);
  return account * PEOPLE_PER_ACCOUNT + Math.floor(random.unit() ** 1.2 * PEOPLE_PER_ACCOUNT);
}

export function accountOf(person: number): number {
  return Math.floor(person / PEOPLE_PER_ACCOUNT);
}

/** As the database keeps them: three traits of the account with 3, 10 and 200 values, and the person's role. */
export function traitsOf(person: number): string {
  const scattered = Math.imul(accountOf(person) + 1, 0x9e3779b1) >>> 0;
  return JSON.stringify({
    industry: industry(scattered % INDUSTRIES),
    plan: PLANS[(scattered >>> 8) % PLANS.length],
    region: REGIONS[(scattered >>> 16) % REGIONS.length],
    role: ROLES[person % ROLES.length],
  });
}

export function industry(number: number): string {
  return `industry-${number % INDUSTRIES}`;
}
