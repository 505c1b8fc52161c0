/** The calendar by going through it day by day. Days are counted from 1970-01-01. */

const DAY = 86_400_000;

export interface Days {
  first: number;
  last: number;
}

export type Hemisphere = 'north' | 'south';

export interface Calendar {
  hemisphere: Hemisphere;
  fiscalStart: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localDate(epochMs: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(epochMs);
}

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The name of the period that a day belongs to. */
export function labelOf(day: number, kind: string, { hemisphere, fiscalStart }: Calendar): string {
  const date = dateOf(day);
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  switch (kind) {
    case 'day':
      return date;
    case 'week':
      return weekOf(day);
    case 'month':
      return date.slice(0, 7);
    case 'quarter':
      return `${year}-Q${Math.ceil(month / 3)}`;
    case 'season':
      return `${month === 12 ? year + 1 : year}-${seasonOf(month, hemisphere)}`;
    case 'year':
      return String(year);
    case 'fiscal_year':
      return `FY${fiscalYear(year, month, fiscalStart)}`;
    case 'fiscal_quarter':
      return `FY${fiscalYear(year, month, fiscalStart)}-Q${Math.floor(((month - fiscalStart + 12) % 12) / 3) + 1}`;
    default:
      throw new Error(kind);
  }
}

/** By the Thursday of the week; counting weeks anew for each day would be most of the time of all tests. */
const weeks = new Map<number, string>();

function weekOf(day: number): string {
  const weekday = new Date(day * DAY).getUTCDay() || 7;
  const thursday = day - weekday + 4;
  const known = weeks.get(thursday);
  if (known !== undefined) return known;
  const year = dateOf(thursday).slice(0, 4);
  let week = 1;
  for (let other = thursday - 7; dateOf(other).startsWith(year); other -= 7) week += 1;
  const label = `${year}-W${String(week).padStart(2, '0')}`;
  weeks.set(thursday, label);
  return label;
}

function seasonOf(month: number, hemisphere: Hemisphere): string {
  const north = { winter: [12, 1, 2], spring: [3, 4, 5], summer: [6, 7, 8], autumn: [9, 10, 11] };
  const opposite: Record<string, string> = { winter: 'summer', spring: 'autumn', summer: 'winter', autumn: 'spring' };
  const [name] = Object.entries(north).find(([, months]) => months.includes(month))!;
  return hemisphere === 'north' ? name : opposite[name]!;
}

/** A fiscal year is named after the year in which it ends. */
function fiscalYear(year: number, month: number, start: number): number {
  if (start === 1) return year;
  return month >= start ? year + 1 : year;
}

/** The whole period around a day. */
export function periodOf(day: number, kind: string, calendar: Calendar): Days {
  const label = labelOf(day, kind, calendar);
  let [first, last] = [day, day];
  while (labelOf(first - 1, kind, calendar) === label) first -= 1;
  while (labelOf(last + 1, kind, calendar) === label) last += 1;
  return { first, last };
}

const KINDS = ['day', 'week', 'month', 'quarter', 'season', 'year', 'fiscal_quarter', 'fiscal_year'];

export function previousPeriod({ first, last }: Days, calendar: Calendar): Days {
  for (const kind of KINDS) {
    const whole = periodOf(first, kind, calendar);
    if (whole.first === first && whole.last === last) return periodOf(first - 1, kind, calendar);
  }
  return { first: first - (last - first + 1), last: first - 1 };
}

export function previousYear({ first, last }: Days): Days | null {
  const calendar: Calendar = { hemisphere: 'north', fiscalStart: 1 };
  const week = periodOf(first, 'week', calendar);
  if (week.first === first && week.last === last) {
    const [year, number] = weekOf(first).split('-W');
    const sought = `${Number(year) - 1}-W${number}`;
    for (let day = first - 380; day < first; day++) if (weekOf(day) === sought) return periodOf(day, 'week', calendar);
    return null;
  }
  if (dateOf(first).endsWith('-01') && dateOf(last + 1).endsWith('-01')) {
    return { first: yearBefore(first), last: yearBefore(last + 1) - 1 };
  }
  return { first: yearBefore(first), last: yearBefore(last) };
}

function yearBefore(day: number): number {
  const date = dateOf(day);
  const before = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  return dayNumber(before.endsWith('02-29') ? before.replace('02-29', '02-28') : before);
}
