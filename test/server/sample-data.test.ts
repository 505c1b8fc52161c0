import { describe, expect, it } from 'vitest';
import { SAMPLE_COMMENTS } from '../../server/domain/sample-comments/sample-comments.ts';
import { sampleData, type SampleDisplay } from '../../server/domain/sample-data.ts';
import { seededRandom } from '../../server/domain/seeded-random.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 12);
const ZONE = 'Europe/Copenhagen';
const SEEDS = [1, 7, 11, 42, 2026];

const drawn = new Map(SEEDS.map((seed) => [seed, [...sampleData({ seed, now: NOW, zone: ZONE })]]));

function npsOf(displays: SampleDisplay[]): number {
  const scores = displays.flatMap(({ answer }) => (answer ? [answer.score] : []));
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  return (100 * (promoters - detractors)) / scores.length;
}

function groupsOf<K>(displays: SampleDisplay[], keyOf: (display: SampleDisplay) => K): Map<K, SampleDisplay[]> {
  const groups = new Map<K, SampleDisplay[]>();
  for (const display of displays) groups.set(keyOf(display), [...(groups.get(keyOf(display)) ?? []), display]);
  return groups;
}

function between(displays: SampleDisplay[], fromDaysAgo: number, toDaysAgo: number): SampleDisplay[] {
  const [from, to] = [NOW - fromDaysAgo * DAY_MS, NOW - toDaysAgo * DAY_MS];
  return displays.filter(({ displayed_at }) => displayed_at >= from && displayed_at < to);
}

describe.each(SEEDS)('the sample data of seed %i', (seed) => {
  const displays = drawn.get(seed)!;
  const answers = displays.flatMap(({ answer, ...display }) => (answer ? [{ ...display, answer }] : []));

  it('is the same every time', () => {
    expect([...sampleData({ seed, now: NOW, zone: ZONE })]).toEqual(displays);
  });

  it('is labelled as sample data in every id and name', () => {
    for (const { respondent, account } of displays) {
      expect(account.id).toMatch(/^sample-[a-z]+$/);
      expect(account.name).toMatch(/^Sample \p{L}+ (A\/S|AB|AS|Oy)$/u);
      expect(respondent).toMatch(new RegExp(`^${account.id}-\\d+$`));
    }
  });

  it('comes from some sixty accounts of 3 to 25 people, each with one plan and one region', () => {
    const accounts = groupsOf(displays, ({ account }) => account.id);
    expect(accounts.size).toBeGreaterThanOrEqual(58);
    expect(accounts.size).toBeLessThanOrEqual(62);
    for (const own of accounts.values()) {
      const people = new Set(own.map(({ respondent }) => respondent)).size;
      expect(people).toBeGreaterThanOrEqual(3);
      expect(people).toBeLessThanOrEqual(25);
      expect(new Set(own.map(({ traits }) => `${traits['plan']} ${traits['region']}`)).size).toBe(1);
    }
    const seen = (trait: string) => [...new Set(displays.map(({ traits }) => String(traits[trait])))].sort();
    expect(seen('plan')).toEqual(['enterprise', 'free', 'pro']);
    expect(seen('region')).toEqual(['dk', 'fi', 'no', 'se']);
    expect(seen('role')).toEqual(['admin', 'finance', 'user']);
  });

  it('runs forward in time over two years and stops at now', () => {
    const times = displays.map(({ displayed_at }) => displayed_at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(NOW - times[0]!).toBeGreaterThan(720 * DAY_MS);
    expect(NOW - times[0]!).toBeLessThan(732 * DAY_MS);
    expect(NOW - times.at(-1)!).toBeLessThan(5 * DAY_MS);
    for (const { answer, displayed_at } of answers) {
      expect(answer.responded_at).toBeGreaterThan(displayed_at);
      expect(answer.responded_at).toBeLessThanOrEqual(NOW);
    }
  });

  it('asks nobody twice within 90 days', () => {
    for (const own of groupsOf(displays, ({ respondent }) => respondent).values()) {
      for (const [i, { displayed_at }] of own.slice(1).entries()) {
        expect(displayed_at - own[i]!.displayed_at).toBeGreaterThan(90 * DAY_MS);
      }
    }
  });

  it('asks one person a day in each account, on weekdays in office hours', () => {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });
    for (const { displayed_at } of displays) {
      const parts = Object.fromEntries(clock.formatToParts(displayed_at).map(({ type, value }) => [type, value]));
      expect(parts['weekday']).not.toMatch(/Sat|Sun/);
      expect(Number(parts['hour'])).toBeGreaterThanOrEqual(8);
      expect(Number(parts['hour'])).toBeLessThan(17);
    }
    const days = displays.map(({ account, displayed_at }) => `${account.id} ${date.format(displayed_at)}`);
    expect(new Set(days).size).toBe(days.length);
  });

  it('is answered by about one in three; the others dismiss or ignore it', () => {
    const share = (outcome: SampleDisplay['outcome']) =>
      displays.filter((display) => display.outcome === outcome).length / displays.length;
    expect(share('answered')).toBeGreaterThan(0.31);
    expect(share('answered')).toBeLessThan(0.39);
    expect(share('dismissed')).toBeGreaterThan(0.2);
    expect(share('ignored')).toBeGreaterThan(0.3);
    expect(displays.filter(({ outcome }) => outcome === 'answered')).toHaveLength(answers.length);
  });

  it('gives whole scores, and comments on about one in four, in a language of its locale', () => {
    const known = new Map(
      Object.entries(SAMPLE_COMMENTS).map(([locale, kinds]) => [locale, Object.values(kinds).flat()]),
    );
    for (const { answer, locale } of answers) {
      expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(answer.score);
      if (answer.comment !== undefined) expect(known.get(locale)).toContain(answer.comment);
    }
    const commented = answers.filter(({ answer }) => answer.comment !== undefined).length / answers.length;
    expect(commented).toBeGreaterThan(0.2);
    expect(commented).toBeLessThan(0.3);
  });

  it('ends at a believable NPS, over all and in the last half year', () => {
    for (const nps of [npsOf(displays), npsOf(between(displays, 182, 0))]) {
      expect(nps).toBeGreaterThan(25);
      expect(nps).toBeLessThan(55);
    }
  });

  it('tells a story: slow improvement, a dip after the release, a free plan less loved', () => {
    const [firstYear, dip, late] = [
      between(displays, 731, 365),
      between(displays, 270, 215),
      between(displays, 120, 0),
    ];
    expect(npsOf(late)).toBeGreaterThan(npsOf(firstYear) + 5);
    expect(npsOf(dip)).toBeLessThan(npsOf(firstYear) - 5);
    const plans = groupsOf(displays, ({ traits }) => traits['plan']);
    expect(npsOf(plans.get('pro')!)).toBeGreaterThan(npsOf(plans.get('free')!) + 10);
  });
});

describe('the sample data', () => {
  it('differs from seed to seed', () => {
    expect(drawn.get(1)).not.toEqual(drawn.get(7));
  });

  it.each(['America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'])('is made in %s too', (zone) => {
    const displays = [...sampleData({ seed: 1, now: NOW, zone })];
    expect(displays.length).toBeGreaterThan(3_000);
    expect(displays.at(-1)!.displayed_at).toBeLessThanOrEqual(NOW);
  });

  it.each(['promoter', 'passive', 'detractor'] as const)('has forty comments and more of a %s', (category) => {
    const comments = Object.values(SAMPLE_COMMENTS).flatMap((kinds) => kinds[category]);
    expect(new Set(comments).size).toBe(comments.length);
    expect(comments.length).toBeGreaterThanOrEqual(40);
    for (const comment of comments) expect(comment).toMatch(/^\p{Lu}[^"']{8,118}[.?]$/u);
  });

  it('complains about the release only after it', () => {
    const complaints = new Set<string | undefined>(Object.values(SAMPLE_COMMENTS).flatMap(({ release }) => release));
    const said = drawn.get(42)!.filter(({ answer }) => answer?.comment && complaints.has(answer.comment));
    expect(said.length).toBeGreaterThan(3);
    expect(between(said, 270, 190)).toEqual(said);
  });
});

describe('the seeded random', () => {
  it('spreads evenly over its range', () => {
    const random = seededRandom(5);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random.unit() * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('draws whole numbers with both ends included', () => {
    const random = seededRandom(5);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
  });

  it('keeps every element when it shuffles', () => {
    const list = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = seededRandom(5).shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
  });

  it('has the mean and the spread of the normal distribution', () => {
    const random = seededRandom(5);
    const draws = Array.from({ length: 50_000 }, () => random.gaussian());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});
