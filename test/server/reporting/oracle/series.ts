import { answersIn, displaysIn, rangeOf, Refusal, surveysOf, type Query } from './answers.ts';
import { calendarOf, comparisonIn, echo } from './asked.ts';
import { dateOf, dayNumber, labelOf, localDate, periodOf, type Days } from './calendar.ts';
import { metricIn } from './counting.ts';
import type { Loaded } from './load.ts';
import type { World } from './world.ts';

export type SeriesQuery = Query & { bucket: string; compare?: 'previous_period' | 'previous_year' };

export function series(world: World, loaded: Loaded, query: SeriesQuery) {
  surveysOf(world, query);
  const today = dayNumber(localDate(world.now, world.zone));
  const days = seriesDays(world, query, today);
  const named = new Set(query.survey);
  return {
    ...echo(world, loaded, query, days),
    bucket: query.bucket,
    data: bucketsIn(world, query, days, today),
    series:
      named.size < 2
        ? []
        : [...named].map((place) => ({
            survey_id: loaded.surveys[place],
            data: bucketsIn(world, { ...query, survey: [place] }, days, today),
          })),
    markers: world.markers
      .map((marker, place) => ({ id: loaded.markers[place]!, ...marker }))
      .filter(({ since, until }) => dayNumber(since) <= days.last && dayNumber(until ?? since) >= days.first)
      .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1)),
  };
}

function seriesDays(world: World, query: SeriesQuery, today: number): Days {
  const asked = rangeOf(query);
  const { last = today } = asked;
  const found = [...answersIn(world, query, asked), ...displaysIn(world, query, asked)].map(({ day }) => day);
  const { first = found.length === 0 ? today : Math.min(...found) } = asked;
  return { first: Math.min(first, last), last };
}

function bucketsIn(world: World, query: SeriesQuery, days: Days, today: number) {
  return cut(world, query.bucket, days, today).map(({ label, counted, partial }) => ({
    label,
    since: dateOf(counted.first),
    until: dateOf(counted.last),
    partial,
    ...metricIn(world, query, counted),
    ...(query.compare !== undefined && comparisonIn(world, query, counted, query.compare)),
  }));
}

function cut(world: World, bucket: string, days: Days, today: number) {
  const all = Array.from({ length: days.last - days.first + 1 }, (_, place) => days.first + place);
  const length = { 'rolling:30d': 30, 'rolling:90d': 90 }[bucket];
  if (length !== undefined) {
    if (all.length > 400) throw new Refusal('too_many_buckets');
    return all.map((day) => ({
      label: dateOf(day),
      counted: { first: day - length + 1, last: day },
      partial: day >= today,
    }));
  }
  const labels = all.map((day) => labelOf(day, bucket, calendarOf(world)));
  const different = [...new Set(labels)];
  if (different.length > 400) throw new Refusal('too_many_buckets');
  return different.map((label) => {
    const own = all.filter((_, place) => labels[place] === label);
    const counted = { first: own[0]!, last: own.at(-1)! };
    const whole = periodOf(counted.first, bucket, calendarOf(world));
    const isCut = whole.first < counted.first || whole.last > counted.last;
    return { label, counted, partial: isCut || today <= whole.last };
  });
}
