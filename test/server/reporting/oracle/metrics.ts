import { answersIn, rangeOf, Refusal, surveysOf, type Query } from './answers.ts';
import { comparisonIn, differenceIn, echo, wholeDays, type Compare } from './asked.ts';
import { dateOf, dayNumber, type Days } from './calendar.ts';
import { metricIn, peopleOf, scoreFields } from './counting.ts';
import type { Loaded } from './load.ts';
import type { Mark, World } from './world.ts';

export function metrics(world: World, loaded: Loaded, query: Query & { compare?: Compare }) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const { baseline } = world;
  return {
    ...echo(world, loaded, query, days),
    ...(query.compare !== undefined && comparisonIn(world, query, wholeDays(days), query.compare)),
    ...metricIn(world, query, days),
    verified: verifiedIn(world, query, days),
    benchmarks: { baseline: baseline && baselineIn(world, query, baseline), references: [] },
  };
}

function verifiedIn(world: World, query: Query, days: Partial<Days>) {
  const proved = answersIn(world, { ...query, identity: 'verified' }, days);
  return query.identity === 'verified' || proved.length === 0 ? null : scoreFields(peopleOf(proved), query);
}

function baselineIn(world: World, query: Query, baseline: NonNullable<World['baseline']>) {
  const days = { first: dayNumber(baseline.since), last: dayNumber(baseline.until) };
  const { nps, nps_exact, confidence_interval, response_count } = metricIn(world, query, days);
  return { ...baseline, nps, nps_exact, confidence_interval, response_count };
}

export function markerReport(world: World, loaded: Loaded, query: Query & { marker: number; days?: number }) {
  const marker: Mark | undefined = world.markers[query.marker];
  if (!marker) throw new Refusal('unknown_marker');
  const during = { first: dayNumber(marker.since), last: dayNumber(marker.until ?? marker.since) };
  const length = query.days ?? (marker.until === null ? 30 : during.last - during.first + 1);
  const before = { first: during.first - length, last: during.first - 1 };
  const after = { first: during.last + 1, last: during.last + length };
  const { since: _since, until: _until, ...rest } = echo(world, loaded, query, {});
  const period = (days: Days) => ({
    since: dateOf(days.first),
    until: dateOf(days.last),
    ...metricIn(world, query, days),
  });
  return {
    ...rest,
    id: loaded.markers[query.marker],
    ...marker,
    before: period(before),
    during: period(during),
    after: period(after),
    change: differenceIn(world, query, after, before),
  };
}
