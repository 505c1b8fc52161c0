import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, ExternalId, Locale, OneOf, Strict, Touchpoint, TraitKey, TraitValue } from './common.ts';
import { DEVICES } from '../words.ts';
import { nullable } from './nullable.ts';

const Bound = (meaning: string) =>
  Type.Union([Type.Number(), Day], { description: `${meaning}: a number, or a date as YYYY-MM-DD.` });

/** What a value must be: every part that is set must hold. How it is read stands in `shared/conditions.ts`. */
export const Condition = Type.Partial(
  Strict({
    eq: { ...TraitValue, description: 'The value that it must be.' },
    in: Type.Array(TraitValue, {
      minItems: 1,
      maxItems: LIMITS.filterValues,
      description: 'The values of which it must be one.',
    }),
    exists: Type.Boolean({ description: 'Whether there must be a value at all.' }),
    gt: Bound('It must be more than this'),
    gte: Bound('It must be this or more'),
    lt: Bound('It must be less than this'),
    lte: Bound('It must be this or less'),
  }),
  { additionalProperties: false, minProperties: 1 },
);

/** One condition for each key; all of them must hold. */
const Conditions = Type.Record(TraitKey, Condition, {
  additionalProperties: false,
  minProperties: 1,
  maxProperties: LIMITS.traitsPerClaim,
});

const Seconds = (description: string) => Type.Integer({ minimum: 1, maximum: 3_600, description });
const Width = (description: string) => Type.Integer({ minimum: 1, maximum: 10_000, description });

/** When a page may ask. An empty list of touchpoints or URL patterns sets no condition. */
const everyPage = {
  touchpoints: Type.Array(Touchpoint, {
    maxItems: LIMITS.touchpointsPerSurvey,
    uniqueItems: true,
    description: 'Moments that trigger the survey.',
  }),
  url_patterns: Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.urlPathCodePoints, pattern: '^/' }), {
    maxItems: LIMITS.urlPatternsPerSurvey,
    uniqueItems: true,
    description: 'Paths at which the survey may show; `*` stands for any run of characters.',
  }),
  delay_s: Type.Integer({
    minimum: 0,
    maximum: 3_600,
    description: 'Seconds on the page, or after the touchpoint, before asking; a hidden tab does not count.',
  }),
};

/** What else a page can judge by itself. A browser is sent what is set, and loads the code for it only then. */
const somePages = {
  touchpoint_where: Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,64}$' }), Conditions, {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: LIMITS.touchpointsPerSurvey,
    description:
      'For a touchpoint of `touchpoints`: what the properties told with it must be. They never leave the page.',
  }),
  session_s: Seconds('Seconds of the visit so far, on however many pages; a hidden tab does not count.'),
  scroll_percent: Type.Integer({ minimum: 1, maximum: 100, description: 'How far down the page was scrolled.' }),
  idle_s: Seconds('Seconds without a key, a click or a touch since the tab was last come to.'),
  exit_intent: Type.Literal(true, { description: 'Only when the pointer leaves the page at its top.' }),
  devices: Type.Array(OneOf(DEVICES), {
    minItems: 1,
    maxItems: DEVICES.length,
    uniqueItems: true,
    description: 'Devices on which to ask.',
  }),
  min_width_px: Width('The narrowest window that may ask.'),
  max_width_px: Width('The widest window that may ask.'),
};

const Ids = (description: string) =>
  Type.Array(ExternalId, { minItems: 1, maxItems: LIMITS.excludedIds, uniqueItems: true, description });
const StartedDays = (description: string) => Type.Integer({ minimum: 0, maximum: 3_650, description });

/** Whom the server asks. It never leaves the server. */
const audience = {
  traits: { ...Conditions, description: 'What declared traits must be; all conditions must hold.' },
  locales: Type.Array(Locale, {
    minItems: 1,
    maxItems: LIMITS.localesPerSurvey,
    uniqueItems: true,
    description: 'Languages in which to ask; `de` takes in `de-AT`.',
  }),
  started_days: Type.Partial(
    Strict({ respondent: StartedDays('Of the person.'), account: StartedDays('Of the company.') }),
    {
      additionalProperties: false,
      minProperties: 1,
      description: `Days since the person's or the account's \`started_on\`, where that is known; ${LIMITS.startedDays} each unless set.`,
    },
  ),
  sample_percent: Type.Number({
    exclusiveMinimum: 0,
    maximum: 100,
    description: 'The share of people to ask in each wave; the same people on every page and device.',
  }),
  quota: Type.Partial(
    Strict({
      responses: Type.Integer({
        minimum: 1,
        maximum: 10_000_000,
        description: 'Ask nobody more after so many answers.',
      }),
      until: { ...Day, description: 'The last day on which to ask.' },
    }),
    { additionalProperties: false, minProperties: 1, description: 'When the survey has asked enough.' },
  ),
  exclude: Type.Partial(
    Strict({ respondents: Ids('People, by their ids.'), accounts: Ids('Companies, by their ids.') }),
    {
      additionalProperties: false,
      minProperties: 1,
      description: 'People and companies that are never asked by this survey.',
    },
  ),
};

const browserRules = { ...everyPage, ...Type.Partial(Strict(somePages)).properties };

/** The part of the targeting that a page judges by itself, as its configuration holds it. */
export const PageTargeting = Strict(browserRules, {
  description: 'When a page may ask; empty lists set no condition.',
});
export const Targeting = Strict(
  { ...browserRules, ...Type.Partial(Strict(audience)).properties },
  { description: 'When a page may ask, and whom the server asks.' },
);

/** What is named is replaced; `null` takes a rule away again. */
export const TargetingChange = Type.Partial(Strict({ ...everyPage, ...nullable(somePages), ...nullable(audience) }), {
  additionalProperties: false,
  description: 'What is named is replaced; null takes a rule away again.',
});

export type Condition = Static<typeof Condition>;
export type Conditions = Record<string, Condition>;
export type PageTargeting = Static<typeof PageTargeting>;
export type Targeting = Static<typeof Targeting>;
export type TargetingChange = Static<typeof TargetingChange>;

/** The names of the rules that a browser may be told. */
export const PAGE_RULES = Object.keys(browserRules) as (keyof PageTargeting)[];
