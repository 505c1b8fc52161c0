/** The numbers again, plain and slow: one array entry per answer, dates as text, no import at all. */

export interface Answer {
  score: number;
  /** When it was given, epoch milliseconds. */
  at: number;
}

export type BucketName = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Expected {
  nps: number | null;
  response_count: number;
  promoter_count: number;
  passive_count: number;
  detractor_count: number;
  score_distribution: number[];
  confidence_interval: { low: number; high: number } | null;
}

export function expectedMetric(answers: Answer[]): Expected {
  const count = (...scores: number[]) => answers.filter(({ score }) => scores.includes(score)).length;
  const promoters = count(9, 10);
  const detractors = count(0, 1, 2, 3, 4, 5, 6);
  return {
    nps: answers.length === 0 ? null : roundFraction(100 * (promoters - detractors), answers.length),
    response_count: answers.length,
    promoter_count: promoters,
    passive_count: count(7, 8),
    detractor_count: detractors,
    score_distribution: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((score) => count(score)),
    confidence_interval: interval(promoters, detractors, answers.length),
  };
}

/** In whole numbers: half away from zero, and no minus before a zero. */
function roundFraction(numerator: number, denominator: number): number {
  const [size, unit] = [BigInt(Math.abs(numerator)), BigInt(denominator)];
  const rounded = Number((2n * size + unit) / (2n * unit));
  return numerator < 0 && rounded > 0 ? -rounded : rounded;
}

/** 95 %, adjusted Wald: three answers that nobody gave, ¾ promoter, 1½ passive, ¾ detractor. */
function interval(promoters: number, detractors: number, responses: number): Expected['confidence_interval'] {
  if (responses === 0) return null;
  const n = responses + 3;
  const p = (promoters + 0.75) / n;
  const d = (detractors + 0.75) / n;
  const margin = 1.959963984540054 * Math.sqrt((p + d - (p - d) ** 2) / n);
  const nps = (100 * (promoters - detractors)) / responses;
  return {
    low: Math.min(nps, Math.max(-100, 100 * (p - d - margin))),
    high: Math.max(nps, Math.min(100, 100 * (p - d + margin))),
  };
}

export interface ExpectedBucket extends Expected {
  label: string;
  since: string;
  until: string;
  partial: boolean;
}

/** Walks the calendar day by day, both ends included, and files every answer under the date that it had in the zone. */
export function expectedSeries(
  answers: Answer[],
  zone: string,
  bucket: BucketName,
  [since, until]: [string, string],
  now: number,
): ExpectedBucket[] {
  const dated = answers.map((answer) => ({ ...answer, date: localDate(answer.at, zone) }));
  const labels = new Map<string, string[]>();
  for (let date = since; date <= until; date = addDays(date, 1)) {
    const label = labelOf(date, bucket);
    labels.set(label, [...(labels.get(label) ?? []), date]);
  }
  return [...labels].map(([label, dates]) => {
    const [first, last] = [dates[0]!, dates.at(-1)!];
    const isCut = labelOf(addDays(first, -1), bucket) === label || labelOf(addDays(last, 1), bucket) === label;
    return {
      label,
      since: first,
      until: last,
      partial: isCut || labelOf(localDate(now, zone), bucket) === label,
      ...expectedMetric(dated.filter(({ date }) => date >= first && date <= last)),
    };
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localDate(at: number, zone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts });
  formats.set(zone, format);
  return format.format(at);
}

function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

function labelOf(date: string, bucket: BucketName): string {
  if (bucket === 'day') return date;
  if (bucket === 'week') return weekLabel(date);
  if (bucket === 'month') return date.slice(0, 7);
  const year = date.slice(0, 4);
  return bucket === 'year' ? year : `${year}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** A week belongs to the year of its Thursday, and is counted by the Thursdays of that year up to it. */
function weekLabel(date: string): string {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  const thursday = addDays(date, weekday === 0 ? -3 : 4 - weekday);
  const year = thursday.slice(0, 4);
  let week = 1;
  for (let earlier = addDays(thursday, -7); earlier >= `${year}-01-01`; earlier = addDays(earlier, -7)) week += 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
