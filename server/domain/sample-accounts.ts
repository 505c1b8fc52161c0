import type { SampleLocale } from './sample-comments/sample-comments.ts';
import type { SeededRandom } from './seeded-random.ts';

/** An invented company; `Sample` in its name and `sample-` in its id say so wherever it shows. */
export interface SampleAccount {
  id: string;
  name: string;
  region: Region;
  plan: Plan;
  /** When it became a customer, as a share of the whole period; 0 = it always was one. */
  joined: number;
  people: SamplePerson[];
}

export interface SamplePerson {
  id: string;
  role: Role;
  locale: SampleLocale;
  /** What this person gives when nothing else weighs in, on the scale of the score. */
  leaning: number;
  /** How willing to answer, 1 on average. */
  willingness: number;
}

type Plan = 'free' | 'pro' | 'enterprise';
type Region = 'dk' | 'se' | 'no' | 'fi';
type Role = 'admin' | 'user' | 'finance';

export function sampleAccounts(random: SeededRandom): SampleAccount[] {
  const companies = COMPANIES.flatMap(({ region, form, stems }) =>
    stems.map((stem) => ({ region, id: `sample-${asciiOf(stem)}`, name: `Sample ${stem} ${form}` })),
  );
  // Dealt, not drawn: the mix of plans, which moves the number, is the same for every seed.
  const plans = random.shuffle(companies.map((_, place) => PLAN_MIX[place % PLAN_MIX.length]!));
  return companies.map((company, place) => sampleAccount(random, company, plans[place]!));
}

const COMPANIES: { region: Region; form: string; stems: string[] }[] = [
  {
    region: 'dk',
    form: 'A/S',
    stems: words(
      'Nordlys Havblik Bøgeskov Klitrose Strandeng Mågevinge Fyrtårn Kornmark Engsø Lyngbakke',
      'Vestenvind Rugmel Birkedal Solhjul Ahornblad Tangnål Kalkbrud Drivtømmer',
    ),
  },
  {
    region: 'se',
    form: 'AB',
    stems: words(
      'Granbarr Skärgård Norrsken Björkved Fjällbris Lingonris Stenbro Vinterväg',
      'Åkerbär Smultron Tallkotte Blåklint Storlom Kvarnhjul Isflak Ängsull',
    ),
  },
  {
    region: 'no',
    form: 'AS',
    stems: words(
      'Fjelltopp Multemyr Fossefall Bjørkeløv Havørn Tindebre Rimfrost',
      'Vidde Seterkløver Nøstet Tyttebær Skarvøy Nordavind Lundekyst',
    ),
  },
  {
    region: 'fi',
    form: 'Oy',
    stems: words(
      'Revontuli Koivikko Lumihiutale Järvikaisla Kanerva Saaristo Honkapuu Hilla Kuukkeli Suopursu Aallokko Tervas',
    ),
  },
];

function words(...lines: string[]): string[] {
  return lines.join(' ').split(' ');
}

function asciiOf(name: string): string {
  const plain = name.toLowerCase().replaceAll('ø', 'oe').replaceAll('æ', 'ae').replaceAll('å', 'aa');
  return plain.normalize('NFD').replace(/\p{M}/gu, '');
}

const PLANS: Record<Plan, { people: [fewest: number, most: number]; leaning: number }> = {
  free: { people: [3, 6], leaning: -0.45 },
  pro: { people: [6, 16], leaning: 0.25 },
  enterprise: { people: [12, 25], leaning: 0 },
};

const PLAN_MIX: Plan[] = ['free', 'free', 'free', 'pro', 'pro', 'pro', 'pro', 'enterprise', 'enterprise'];

type Company = Pick<SampleAccount, 'id' | 'name' | 'region'>;

function sampleAccount(random: SeededRandom, company: Company, plan: Plan): SampleAccount {
  const { people, leaning } = PLANS[plan];
  const accountLeaning = 8.15 + leaning + 0.6 * random.gaussian();
  return {
    ...company,
    plan,
    joined: random.chance(0.7) ? 0 : 0.75 * random.unit(),
    people: Array.from({ length: random.integer(...people) }, (_, place) => ({
      id: `${company.id}-${place + 1}`,
      role: place === 0 ? 'admin' : random.pick(ROLES),
      locale: random.pick(LOCALES[company.region]),
      leaning: accountLeaning + 0.9 * random.gaussian(),
      willingness: 0.3 + 1.4 * random.unit(),
    })),
  };
}

const ROLES: Role[] = ['user', 'user', 'user', 'finance', 'finance', 'admin'];

/** The language a person works in; the invented Finns use English or Swedish. */
const LOCALES: Record<Region, SampleLocale[]> = {
  dk: ['da', 'da', 'da', 'da', 'da', 'en'],
  se: ['sv', 'sv', 'sv', 'sv', 'sv', 'en'],
  no: ['nb', 'nb', 'nb', 'nb', 'nb', 'en'],
  fi: ['en', 'en', 'en', 'sv'],
};
