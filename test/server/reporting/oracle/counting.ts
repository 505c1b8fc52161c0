import { mean, sign } from '../../../shared/oracle.ts';
import { answersIn, displaysIn, personOf, type Query, type Said } from './answers.ts';
import type { Days } from './calendar.ts';
import {
  clustered,
  estimateFrom,
  estimateOf,
  independent,
  intervalOf,
  npsOf,
  percentOf,
  type Sample,
  type Vote,
} from './statistics.ts';
import type { Level, World } from './world.ts';

/** People with all that they said; the account is that of the latest answer. */
export interface Person {
  name: string;
  answers: Said[];
  latest: Said;
}

export interface Company {
  name: string;
  people: Person[];
  sum: number;
  category: string;
}

export function peopleOf(answers: Said[]): Person[] {
  const names = [...new Set(answers.map(personOf))];
  return names.map((name) => {
    const own = answers.filter((said) => personOf(said) === name);
    return { name, answers: own, latest: own.at(-1)! };
  });
}

export function companiesOf(people: Person[]): Company[] {
  const names = [...new Set(people.flatMap(({ latest }) => latest.account ?? []))];
  return names.map((name) => {
    const own = people.filter(({ latest }) => latest.account === name);
    const sum = own.reduce((total, { latest }) => total + latest.score, 0);
    return { name, people: own, sum, category: categoryOfMean(sum, own.length) };
  });
}

function categoryOfMean(sum: number, n: number): string {
  if (2 * sum >= 17 * n) return 'promoter';
  return 2 * sum < 13 * n ? 'detractor' : 'passive';
}

const VALUE: Record<string, number> = { promoter: 1, passive: 0, detractor: -1 };

/** What is counted of these people, one vote for each. */
export function votesOf(people: Person[], query: Query): Vote[] {
  if (query.unit === 'account') {
    return companiesOf(people).map(({ name, category }) => ({ value: VALUE[category]!, owner: `company ${name}` }));
  }
  return people.flatMap((person) => {
    const { account } = person.latest;
    const owner = query.cluster === 'account' && account !== null ? `company ${account}` : person.name;
    const counted = query.respondents === 'latest' ? [person.latest] : person.answers;
    return counted.map(({ score }) => ({ value: sign(score), owner }));
  });
}

export function sampleOf(votes: Vote[], query: Query): Sample {
  if (votes.length === 0 || query.unit === 'account') return independent(votes);
  return query.respondents === 'latest' && query.cluster !== 'account' ? independent(votes) : clustered(votes);
}

/** The fields that every number has. */
export function scoreFields(people: Person[], query: Query) {
  const votes = votesOf(people, query);
  const values = votes.map(({ value }) => value);
  const count = (sought: number) => values.filter((value) => value === sought).length;
  const sample = sampleOf(votes, query);
  const isEmpty = votes.length === 0;
  const behind = query.unit === 'account' ? people.filter(({ latest }) => latest.account !== null) : people;
  return {
    ...npsOf(values),
    promoter_count: count(1),
    promoter_percent: percentOf(count(1), values.length),
    passive_count: count(0),
    passive_percent: percentOf(count(0), values.length),
    detractor_count: count(-1),
    detractor_percent: percentOf(count(-1), values.length),
    response_count: values.length,
    confidence_interval: isEmpty ? null : intervalOf(estimateOf(sample), query.confidence ?? '0.95', sample.method),
    standard_error: isEmpty ? null : estimateOf(sample).error,
    low_sample: values.length < 30,
    account_count: companiesOf(people).length,
    respondent_count: behind.filter(({ latest }) => latest.person !== null).length,
    unassigned_count: people.length - (query.unit === 'account' ? behind.length : people.length),
  };
}

/** A whole number of `/v1/metrics`, with what a comparison needs of it. */
export function metricIn(world: World, query: Query, days: Partial<Days>) {
  const answers = answersIn(world, query, days);
  const people = peopleOf(answers);
  const score = scoreFields(people, query);
  const scores = scoresCounted(answers, people, query);
  const displays = displaysIn(world, query, days);
  const answered = displays.filter(({ answer }) => answer !== null).length;
  const { confidence_interval: interval } = score;
  const reached = score.nps === null ? null : levelOf(score.nps, world.levels);
  return {
    ...score,
    score_distribution: Array.from({ length: 11 }, (_, value) => scores.filter((one) => one === value).length),
    average_score: scores.length === 0 ? null : mean(scores),
    display_count: displays.length,
    dismissal_count: displays.filter(
      ({ answer, outcome }) => answer === null && ['closed', 'escape', 'timeout'].includes(outcome),
    ).length,
    response_rate: displays.length === 0 ? null : answered / displays.length,
    comment_count: answers.filter(({ comment }) => comment !== null).length,
    level_reached: reached,
    level_certain:
      interval !== null &&
      levelOf(halfAway(interval.low), world.levels) === levelOf(halfAway(interval.high), world.levels),
    revenue_weighted: query.unit === 'account' && world.weighs ? weighted(world, companiesOf(people), query) : null,
  };
}

function scoresCounted(answers: Said[], people: Person[], { respondents, unit }: Query): number[] {
  if (unit !== 'account' && respondents !== 'latest') return answers.map(({ score }) => score);
  return people.filter(({ latest }) => unit !== 'account' || latest.account !== null).map(({ latest }) => latest.score);
}

function levelOf(nps: number, levels: Level[]): string | null {
  let name: string | null = null;
  for (const level of levels) {
    if (level.from !== undefined && nps >= level.from) name = level.name;
    if (level.above !== undefined && nps > level.above) name = level.name;
  }
  return name;
}

function halfAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

export function revenueOf({ revenues, weighs, showings }: World, account: string): number | null {
  const revenue = revenues[account];
  const isKnown = showings.some((showing) => showing.account === account);
  return weighs && isKnown && typeof revenue === 'number' ? revenue : null;
}

function weighted(world: World, companies: Company[], { confidence = '0.95' }: Query) {
  const usable = companies.flatMap(({ name, category }) => {
    const weight = revenueOf(world, name);
    return weight !== null && weight > 0 ? [{ category, weight }] : [];
  });
  const total = (category?: string) =>
    usable
      .filter((one) => category === undefined || one.category === category)
      .reduce((sum, { weight }) => sum + weight, 0);
  const revenue = total();
  const size = usable.length === 0 ? 0 : revenue ** 2 / usable.reduce((sum, { weight }) => sum + weight ** 2, 0);
  const estimate = estimateFrom(total('promoter') / revenue, total('detractor') / revenue, size);
  const net = total('promoter') - total('detractor');
  return {
    nps: revenue === 0 ? null : halfAway((100 * net) / revenue) || 0,
    nps_exact: revenue === 0 ? null : (100 * net) / revenue,
    confidence_interval: revenue === 0 ? null : intervalOf(estimate, confidence, 'adjusted_wald_weighted'),
    promoter_percent: percentOf(total('promoter'), revenue),
    passive_percent: percentOf(total('passive'), revenue),
    detractor_percent: percentOf(total('detractor'), revenue),
    revenue,
    effective_count: size,
    left_out_count: companies.length - usable.length,
  };
}
