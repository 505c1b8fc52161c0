import { DAY_MS, dayFromDate } from '../../../shared/calendar/day.ts';
import { startOfDay } from '../../../shared/calendar/zone.ts';
import { RowRefusal } from './row-refusal.ts';

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;
const HALF_DAY_MS = DAY_MS / 2;

/** An instant, or a date: then noon where the project counts its days. */
export function instantOf(given: unknown, zone: string, now: number): number {
  if (given === undefined || given === null) throw new RowRefusal('responded_at is missing');
  const text = typeof given === 'string' ? given : '';
  const instant = usualInstant(text) ?? oddInstant(text, zone);
  if (!(instant >= 0)) {
    throw new RowRefusal('responded_at is neither an instant such as 2026-07-01T09:00:00Z nor a date');
  }
  if (instant > now + DAY_MS) throw new RowRefusal('responded_at lies ahead');
  return Math.min(instant, now);
}

const USUAL = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;
/** The last date that was read: rows that follow each other mostly share it. */
let dated: { date: string; day: number | undefined } = { date: '', day: undefined };

/** An instant as computers write it, counted without the parser of dates. */
function usualInstant(text: string): number | undefined {
  if (!USUAL.test(text)) return undefined;
  const day = dayOfDate(text.slice(0, 10));
  if (day === undefined) return undefined;
  const seconds = (twoDigits(text, 11) * 60 + twoDigits(text, 14)) * 60 + twoDigits(text, 17);
  const thousandths = text.length === 24 ? (text.charCodeAt(20) - 48) * 100 + twoDigits(text, 21) : 0;
  return day * DAY_MS + seconds * 1_000 + thousandths;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function dayOfDate(date: string): number | undefined {
  if (date !== dated.date) dated = { date, day: dayFromDate(date) };
  return dated.day;
}

/** NaN for none. */
function oddInstant(text: string, zone: string): number {
  const day = dayFromDate(text);
  if (day !== undefined) return startOfDay(day, zone) + HALF_DAY_MS;
  // The parser takes 30 February for 1 or 2 March.
  const isReal = INSTANT.test(text) && dayOfDate(text.slice(0, 10)) !== undefined;
  return isReal ? Date.parse(text.replace(' ', 'T')) : NaN;
}
