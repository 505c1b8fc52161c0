import type { Bucket } from '../../../shared/contract/reporting.ts';
import { element, find, measure, slot, vector } from '../dom.ts';
import { monthOf, signed } from './formats.ts';

const STEP = 25;
const MONTHS_PER_LABEL = 12;

/** Month by month, as a line in the band of its margins; a month in which nobody answered leaves no corner. */
export function drawTrend(buckets: Bucket[]): void {
  const trend = slot('trend');
  const answered = buckets.flatMap(({ since, nps, nps_exact, confidence_interval }, place): Point[] =>
    nps === null || nps_exact === null || !confidence_interval
      ? []
      : [{ place, since, nps, nps_exact, ...confidence_interval }],
  );
  const bounds = boundsOf(answered);
  const x = (place: number) => (100 * place) / Math.max(1, buckets.length - 1);
  const y = (nps: number) => (100 * (bounds.top - nps)) / (bounds.top - bounds.bottom);
  const at = (end: 'low' | 'nps_exact' | 'high') => answered.map((point) => [x(point.place), y(point[end])] as const);

  trend
    .querySelector('svg')!
    .replaceChildren(
      vector('polygon', { class: 'margins', points: points([...at('high'), ...at('low').toReversed()]) }),
      vector('polyline', { class: 'line', points: points(at('nps_exact')) }),
    );
  drawLevels(find('.levels', trend), levelsWithin(bounds), y);
  drawMonths(find('.months', trend), buckets, x);
  trend.ariaLabel = answered.map(({ since, nps }) => `${monthOf(since)}: ${signed(nps)}`).join(', ');
}

interface Point {
  /** Which bucket it is, from 0. */
  place: number;
  since: string;
  nps: number;
  nps_exact: number;
  low: number;
  high: number;
}

interface Bounds {
  top: number;
  bottom: number;
}

/** Whole steps that hold every margin, and zero. */
function boundsOf(answered: Point[]): Bounds {
  const ends = answered.flatMap(({ low, high }) => [low, high]);
  return {
    top: Math.ceil(Math.max(STEP, ...ends) / STEP) * STEP,
    bottom: Math.floor(Math.min(0, ...ends) / STEP) * STEP,
  };
}

function levelsWithin({ top, bottom }: Bounds): number[] {
  return Array.from({ length: (top - bottom) / STEP + 1 }, (_, step) => top - step * STEP);
}

function drawLevels(levels: HTMLElement, values: number[], y: (nps: number) => number): void {
  levels.replaceChildren(
    ...values.map((value) => {
      const level = element('span', value === 0 ? 'level zero' : 'level', element('span', '', signed(value)));
      measure(level, 'at', y(value));
      return level;
    }),
  );
}

function drawMonths(months: HTMLElement, buckets: Bucket[], x: (place: number) => number): void {
  const labelled = buckets.flatMap(({ since }, place) =>
    (buckets.length - 1 - place) % MONTHS_PER_LABEL === 0 ? [{ since, place }] : [],
  );
  months.replaceChildren(
    ...labelled.map(({ since, place }) => {
      const label = element('span', '', monthOf(since));
      measure(label, 'at', x(place));
      return label;
    }),
  );
}

function points(corners: (readonly [number, number])[]): string {
  return corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
}
