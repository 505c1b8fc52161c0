import type { SeededRandom } from '../../server/domain/seeded-random.ts';
import type {
  BreakdownDimension,
  Clustering,
  DayRange,
  Dimension,
  Grouping,
  ResponseFilter,
} from '../../server/storage/storage.ts';
import type { Trait } from '../../shared/contract/traits.ts';
import { DAYS, FIRST_DAY, SURVEYS } from './random-writes.ts';

interface Question {
  filter: ResponseFilter;
  grouping: Grouping;
  clustering: Clustering;
  pairs: [DayRange, DayRange][];
  by: BreakdownDimension[];
}

/** A question about what `RandomWrites` has written, with any combination of filters and groups. */
export function randomQuestion(random: SeededRandom, project: number): Question {
  const sometimes = <T>(key: string, values: readonly T[]) =>
    random.chance(0.2) ? { [key]: random.pick(values) } : {};
  const range = (): DayRange => {
    const start = FIRST_DAY + random.integer(-5, DAYS);
    return { start, end: start + random.integer(0, 60) };
  };
  const traits = TRAITS.filter(() => random.chance(0.15)).map(({ values, ...trait }) => ({
    trait: { ...trait, of: 'account', source: 'browser' } satisfies Trait,
    values: values.filter(() => random.chance(0.6)),
  }));
  return {
    filter: {
      project_id: project,
      surveys: random.shuffle(Array.from({ length: SURVEYS }, (_, i) => i + 1)).slice(random.integer(0, SURVEYS - 1)),
      days: random.pick([{}, { start: range().start }, { end: range().end }, range()]),
      traits,
      ...sometimes('channel', ['widget', 'email']),
      ...sometimes('locale', ['da', 'en', 'fr']),
      ...sometimes('touchpoint', ['invoice_paid', 'unheard_of']),
      ...sometimes('account', ['account-3', 'account-7', 'nobody']),
      ...sometimes('identity', ['verified']),
    },
    grouping: {
      by: random.shuffle(DIMENSIONS).slice(0, random.integer(0, 2)),
      ...(random.chance(0.6) && { ranges: Array.from({ length: random.integer(0, 6) }, range) }),
    },
    clustering: random.pick(CLUSTERINGS),
    pairs: Array.from({ length: random.integer(0, 3) }, () => {
      const one = range();
      return [one, { start: one.end, end: one.end + random.integer(0, 60) }];
    }),
    by: random.shuffle([...DIMENSIONS, 'account_size' as const]).slice(0, random.integer(1, 2)),
  };
}

const TRAITS = [
  { key: 'plan', type: 'text', values: ['free', 'pro', 'enterprise', 'gone'] },
  { key: 'seats', type: 'number', values: [1, 2, 3, 9] },
  { key: 'trial', type: 'boolean', values: [true, false] },
] as const;

const DIMENSIONS: Dimension[] = [
  'survey',
  'survey_version',
  'channel',
  'locale',
  'touchpoint',
  'identity',
  { trait: 'plan' },
  { trait: 'seats' },
  { trait: 'undeclared' },
];

const CLUSTERINGS: Clustering[] = [
  { respondents: 'all', unit: 'respondent', cluster: 'respondent' },
  { respondents: 'all', unit: 'respondent', cluster: 'account' },
  { respondents: 'latest', unit: 'respondent', cluster: 'respondent' },
  { respondents: 'latest', unit: 'respondent', cluster: 'account' },
  { respondents: 'latest', unit: 'account', cluster: 'account' },
];
