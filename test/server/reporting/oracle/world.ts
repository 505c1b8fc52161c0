import * as fc from 'fast-check';

export type Value = string | number | boolean;

/** One showing of a survey, and what became of it. Times are epoch milliseconds. */
export interface Showing {
  survey: number;
  version: number;
  person: { id: string; anonymous: boolean } | null;
  account: string | null;
  traits: Record<string, Value>;
  locale: string | null;
  touchpoint: string | null;
  identity: 'verified' | 'verified_late' | 'claimed' | 'anonymous';
  displayedAt: number;
  outcome: 'open' | 'closed' | 'escape' | 'timeout' | 'not_drawn';
  answer: Answer | null;
}

export interface Answer {
  score: number;
  comment: string | null;
  channel: 'widget' | 'link' | 'email' | 'api' | 'import';
  respondedAt: number;
  /** Taken out of every number by hand. */
  excluded: boolean;
  tags: string[];
}

export interface Level {
  name: string;
  from?: number;
  above?: number;
}

export interface Mark {
  name: string;
  since: string;
  until: string | null;
}

/** A project with everything that its reports depend on. */
export interface World {
  zone: string;
  now: number;
  kinds: ('relationship' | 'transactional')[];
  hemisphere: 'north' | 'south';
  fiscalStart: number;
  hideSmall: boolean;
  weighs: boolean;
  /** By account; what is no number is not worth anything. */
  revenues: Record<string, Value>;
  levels: Level[];
  baseline: { name: string; since: string; until: string } | null;
  markers: Mark[];
  showings: Showing[];
}

export const TRAITS = [
  { key: 'plan', type: 'text', of: 'account' },
  { key: 'seats', type: 'number', of: 'account' },
  { key: 'vip', type: 'boolean', of: 'respondent' },
  { key: 'channel', type: 'text', of: 'respondent' },
] as const;

export const ODD_TEXTS = [`O'Brien "x" %_\\`, '🦊 café', 'a,b&c=d', 'null', '', ' ', '[1]', 'pro'];
export const ACCOUNTS = ['acme', 'b', `o'hara "&co"`, 'ümlaut 🦊', '0', 'null'];
export const LOCALES = ['da', 'en', 'nb-NO'];
export const TOUCHPOINTS = ['invoice_paid', 'ticket.closed', 'a:b-c'];

export const TAGS = ['billing', `it's "odd"`, 'søg %_'];

/** What people say, and the words of it that mean something, told by hand. */
export const COMMENTS: Record<string, string[]> = {
  fine: ['fine'],
  "'; drop table response; --": ['drop', 'table', 'response'],
  'The export is too slow.': ['export', 'slow'],
  'Slow, slow, slow!': ['slow'],
  'Drop the slow export': ['drop', 'slow', 'export'],
  'Le café est bon': ['café', 'bon'],
};

/** Around clock changes, year ends with an ISO week 53, and leap days. */
export const CORNERS = [
  '2026-03-29',
  '2026-10-25',
  '2025-12-28',
  '2026-12-28',
  '2027-01-01',
  '2021-01-01',
  '2024-02-29',
  '2023-02-28',
  '2025-04-06',
  '2026-03-08',
];
const HOUR = 3_600_000;

const text = fc.constantFrom(...ODD_TEXTS);
const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 3 });

const traits = fc.record(
  {
    plan: text,
    seats: fc.constantFrom<number>(0, 1, 5, 2.5, -3, 1e21),
    vip: fc.boolean(),
    channel: text,
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Record<string, Value>>;

/** Few people, so that many answer more than once, in more than one account and survey. */
const person = fc.option(
  fc.record(
    { id: fc.constantFrom('ann', 'bo', 'ce', 'dee', 'eve', 'fay', 'gus', 'hal'), anonymous: fc.boolean() },
    { noNullPrototype: true },
  ),
  { freq: 6 },
);

const answer = fc.record({
  score: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10),
  comment: fc.option(fc.constantFrom(...Object.keys(COMMENTS))),
  tags: fc.constantFrom([], [], [], TAGS.slice(0, 1), TAGS.slice(1), TAGS),
  channel: fc.constantFrom<Answer['channel'][]>('widget', 'widget', 'widget', 'link', 'email', 'api', 'import'),
  excluded: fc.constantFrom(true, ...Array<false>(7).fill(false)),
  delay: fc.constantFrom(0, 5_000, 60_000, HOUR, 30 * HOUR),
});

const showing = (corners: string[]) =>
  fc
    .record(
      {
        survey: fc.constantFrom(0, 0, 0, 1, 2),
        version: fc.constantFrom(1, 2),
        person,
        account: optional(ACCOUNTS),
        traits,
        locale: optional(LOCALES),
        touchpoint: optional(TOUCHPOINTS),
        identity: fc.constantFrom<Showing['identity'][]>('verified', 'verified_late', 'claimed', 'anonymous'),
        corner: fc.constantFrom(...corners),
        days: fc.constantFrom(-40, -8, -7, -1, 0, 0, 0, 1, 2, 6, 29),
        // Close to midnight in one zone or another, and around the hour that clocks skip or repeat.
        minutes: fc.constantFrom(-150, -61, -1, 0, 29, 59, 60, 90, 121, 330, 599, 630, 720, 1425),
        outcome: fc.constantFrom<Showing['outcome'][]>('open', 'open', 'closed', 'escape', 'timeout', 'not_drawn'),
        answer: fc.option(answer, { freq: 4 }),
      },
      { noNullPrototype: true },
    )
    .map(({ corner, days, minutes, answer: given, ...rest }) => {
      const displayedAt = Date.parse(corner) + days * 24 * HOUR + minutes * 60_000;
      const { delay = 0, ...said } = given ?? {};
      return {
        ...rest,
        displayedAt,
        answer: given ? ({ ...said, respondedAt: displayedAt + delay } as Answer) : null,
      };
    });

const levels = fc.constantFrom<Level[][]>(
  [
    { name: 'critical', from: -100 },
    { name: 'acceptable', from: 0 },
    { name: 'good', from: 30 },
    { name: 'excellent', above: 50 },
    { name: 'world_class', from: 75 },
  ],
  [
    { name: 'low', from: -50 },
    { name: 'at zero', from: 0 },
    { name: 'beyond zero', above: 0 },
  ],
);

const marker = fc.record({
  name: text.map((name) => `m ${name}`),
  since: fc.constantFrom(...CORNERS),
  until: fc.constant(null),
});
const rangeMarker = fc.constantFrom<Mark[]>(
  { name: 'Christmas', since: '2025-12-22', until: '2026-01-04' },
  { name: 'Campaign', since: '2026-10-20', until: '2026-10-26' },
);

export const world: fc.Arbitrary<World> = fc
  .record({
    zone: fc.constantFrom(
      'Europe/Copenhagen',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    ),
    now: fc.constantFrom('2027-02-11T23:30:00Z', '2026-12-31T12:00:00Z', '2026-10-25T00:59:00Z').map(Date.parse),
    kinds: fc.constant<World['kinds']>(['relationship', 'relationship', 'transactional']),
    hemisphere: fc.constantFrom('north', 'south'),
    fiscalStart: fc.constantFrom(1, 2, 4, 7, 12),
    hideSmall: fc.boolean(),
    weighs: fc.boolean(),
    revenues: fc.dictionary(fc.constantFrom(...ACCOUNTS), fc.constantFrom<Value[]>(100, 2500, 40, 1, 0, -5, 'much')),
    levels,
    baseline: fc.option(
      fc.constantFrom(
        { name: 'Last winter', since: '2025-12-01', until: '2026-02-28' },
        { name: 'The day', since: '2026-03-29', until: '2026-03-29' },
      ),
    ),
    markers: fc.array(fc.oneof(marker, rangeMarker), { maxLength: 3 }),
    // Two corners, so that ranges hold more than a single answer.
    corners: fc.uniqueArray(fc.constantFrom(...CORNERS), { minLength: 1, maxLength: 3 }),
  })
  .chain(({ corners, ...rest }) =>
    fc.record({
      ...(Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, fc.constant(value)])) as unknown as {
        [Key in keyof typeof rest]: fc.Arbitrary<(typeof rest)[Key]>;
      }),
      showings: fc.array(showing(corners), { maxLength: 70, size: 'max' }),
    }),
  )
  .map(({ showings, ...rest }) => ({
    ...rest,
    // No two things happen within the three milliseconds that are told apart, so "the latest" is never in doubt.
    showings: showings.map((one, place) => ({
      ...one,
      displayedAt: one.displayedAt + 3 * place,
      answer: one.answer && { ...one.answer, respondedAt: one.answer.respondedAt + 3 * place },
    })),
  }));
