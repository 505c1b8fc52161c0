import { Temporal } from 'temporal-polyfill';
import { DAY_MS, civil, type Day } from './day.ts';

/** From `start` up to `end`, in epoch milliseconds, clocks in a zone stand `offsetMs` ahead of UTC. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly offsetMs: number;
}

/** Spans already met, by zone, the latest used first. */
const spansByZone = new Map<string, Span[]>();
/** A century of two changes a year: an import may jump among them, odd dates cannot make the list grow for ever. */
const SPANS_KEPT = 200;

/** A named IANA zone in its proper spelling, old names included; a bare offset such as `+02:00` knows no summer. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Z]/.test(name) && zoned(0, name).timeZoneId === name;
  } catch {
    return false;
  }
}

/** The local date of an instant. It runs for every answer stored: asking Temporal each time costs 5–10 µs. */
export function dayOfInstant(epochMs: number, zone: string): Day {
  return Math.floor((epochMs + offsetAt(epochMs, zone)) / DAY_MS);
}

/**
 * The first instant of a local day, in epoch milliseconds: 01:00 where a clock change swallows midnight, and the first
 * instant of the next day where a zone skipped the whole day (Apia, 30 December 2011).
 */
export function startOfDay(day: Day, zone: string): number {
  const offset = offsetAt(day * DAY_MS, zone);
  const midnight = day * DAY_MS - offset;
  // Where no clock changed in the half day before, there is one midnight; to ask Temporal costs 10 µs.
  if (offsetAt(midnight, zone) === offset && offsetAt(midnight - DAY_MS / 2, zone) === offset) return midnight;
  const { year, month, dayOfMonth } = civil(day);
  return new Temporal.PlainDate(year, month, dayOfMonth).toZonedDateTime(zone).epochMilliseconds;
}

/** Every offset that clocks in a zone show from `start` up to `end`, in order; the first and the last reach beyond. */
export function offsetSpans(zone: string, start: number, end: number): Span[] {
  const spans = [spanAround(start, zone)];
  while (spans.at(-1)!.end < end) spans.push(spanAround(spans.at(-1)!.end, zone));
  return spans;
}

function offsetAt(epochMs: number, zone: string): number {
  const spans = spansOf(zone);
  const place = spans.findIndex(({ start, end }) => start <= epochMs && epochMs < end);
  if (place !== 0) {
    const span = spans[place] ?? spanAround(epochMs, zone);
    if (place > 0) spans.splice(place, 1);
    else if (spans.length === SPANS_KEPT) spans.pop();
    spans.unshift(span);
  }
  return spans[0]!.offsetMs;
}

function spansOf(zone: string): Span[] {
  let spans = spansByZone.get(zone);
  if (!spans) spansByZone.set(zone, (spans = []));
  return spans;
}

function spanAround(epochMs: number, zone: string): Span {
  const here = zoned(epochMs, zone);
  return {
    // "previous" looks strictly before its instant, and this instant may itself be the change.
    start: zoned(epochMs + 1, zone).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    end: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: here.offsetNanoseconds / 1e6,
  };
}

function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
}
