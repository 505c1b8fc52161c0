import { sign } from '../../../shared/oracle.ts';
import { knownAccounts, headOf } from './accounts.ts';
import { answersIn, displaysIn, personOf, rangeOf, surveysOf, type Query, type Said, type Shown } from './answers.ts';
import { shortEcho } from './asked.ts';
import { valueOf } from './breakdown.ts';
import type { Days } from './calendar.ts';
import { companiesOf, peopleOf, revenueOf } from './counting.ts';
import type { Loaded } from './load.ts';
import { clustered, differenceOf, independent, npsOf, type Vote } from './statistics.ts';
import type { World } from './world.ts';

export type CoverageQuery = Query & { by?: string[] };

export function coverage(world: World, loaded: Loaded, query: CoverageQuery) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const known = knownAccounts(world);
  const heard = companiesOf(peopleOf(answersIn(world, query, days))).map(({ name }) => name);
  const worth = (names: string[]) => names.reduce((sum, name) => sum + Math.max(0, revenueOf(world, name) ?? 0), 0);
  const displays = displaysIn(world, query, days);
  return {
    ...shortEcho(world, loaded, query, days),
    account_count: known.length,
    heard_account_count: heard.length,
    account_share: known.length === 0 ? null : heard.length / known.length,
    revenue: world.weighs ? worth(known) : null,
    heard_revenue: world.weighs ? worth(heard) : null,
    revenue_share: world.weighs && worth(known) > 0 ? worth(heard) / worth(known) : null,
    silent_accounts: known
      .filter((name) => !heard.includes(name))
      .map((name) => headOf(world, query, name))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .sort((a, b) => (a.revenue === b.revenue ? 0 : (b.revenue ?? -Infinity) > (a.revenue ?? -Infinity) ? 1 : -1)),
    display_count: displays.length,
    response_rate:
      displays.length === 0 ? null : displays.filter(({ answer }) => answer !== null).length / displays.length,
    response_rates: ratesBy(loaded, query.by ?? [], displays),
    early_and_late: earlyAndLate(world, query, days),
  };
}

function ratesBy(loaded: Loaded, by: string[], displays: Shown[]) {
  if (by.length === 0) return [];
  const keyOf = (shown: Shown) => by.map((name) => valueOf(shown, name, loaded));
  const texts = [...new Set(displays.map((shown) => JSON.stringify(keyOf(shown))))].sort();
  return texts
    .map((text) => {
      const own = displays.filter((shown) => JSON.stringify(keyOf(shown)) === text);
      const answered = own.filter(({ answer }) => answer !== null).length;
      return {
        key: Object.fromEntries(by.map((name, place) => [name, keyOf(own[0]!)[place]!])),
        display_count: own.length,
        answered_count: answered,
        response_rate: answered / own.length,
      };
    })
    .sort((a, b) => b.display_count - a.display_count);
}

function earlyAndLate(world: World, query: Query, days: Partial<Days>) {
  const answers = answersIn(world, query, days);
  const delays = answers.map(delayOf).sort((a, b) => a - b);
  const median = delays[Math.ceil(delays.length / 2) - 1] ?? null;
  const early = votesAmong(answers.filter((said) => delayOf(said) <= median!));
  const late = votesAmong(answers.filter((said) => delayOf(said) > median!));
  return {
    response_count: answers.length,
    median_delay_s: median === null ? null : median / 1000,
    early: scoreOf(early),
    late: scoreOf(late),
    ...differenceOf(sampleAmong(late), sampleAmong(early), query.confidence ?? '0.95'),
  };
}

function delayOf({ respondedAt, displayedAt }: Said): number {
  return respondedAt - displayedAt;
}

function votesAmong(answers: Said[]): Vote[] {
  return answers.map((said) => ({ value: sign(said.score), owner: personOf(said) }));
}

function sampleAmong(votes: Vote[]) {
  return votes.length === 0 ? independent([]) : clustered(votes);
}

function scoreOf(votes: Vote[]) {
  return { ...npsOf(votes.map(({ value }) => value)), response_count: votes.length };
}
