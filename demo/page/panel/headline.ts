import type { Metrics } from '../../../shared/contract/reporting.ts';
import { measure, slot } from '../dom.ts';
import { words } from '../here.ts';
import { counted, percent, signed } from './formats.ts';

const { panel } = words;

/** The number, its margin, and what it is made of. */
export function drawHeadline(metrics: Metrics): void {
  const { nps, confidence_interval: interval, low_sample } = metrics;
  slot('nps').textContent = nps === null ? '–' : signed(nps);
  const margin = interval ? panel.interval(signed(interval.low), signed(interval.high)) : panel.nobody;
  slot('interval').textContent = interval && low_sample ? `${margin}. ${panel.lowSample}.` : margin;
  slot('answers').textContent = counted(metrics.response_count);
  slot('rate').textContent = metrics.response_rate === null ? '–' : percent(metrics.response_rate);
  slot('accounts').textContent = counted(metrics.account_count);
  drawScale(metrics, margin);
  slot('shares').classList.toggle('drawn', nps !== null);
  drawShare('promoters', metrics.promoter_percent, metrics.promoter_count);
  drawShare('passives', metrics.passive_percent, metrics.passive_count);
  drawShare('detractors', metrics.detractor_percent, metrics.detractor_count);
}

function drawScale({ nps, nps_exact, confidence_interval }: Metrics, margin: string): void {
  const scale = slot('scale');
  scale.classList.toggle('drawn', nps_exact !== null);
  scale.ariaLabel = nps === null ? margin : `${panel.nps} ${signed(nps)}. ${margin}`;
  if (nps_exact === null || !confidence_interval) return;
  measure(scale, 'at', nps_exact);
  measure(scale, 'low', confidence_interval.low);
  measure(scale, 'high', confidence_interval.high);
}

function drawShare(category: string, percentage: number | null, count: number): void {
  slot(`${category}-percent`).textContent = percentage === null ? '–' : percent(percentage / 100);
  slot(`${category}-count`).textContent = ` ${counted(count)}`;
  measure(slot('shares'), category, percentage ?? 0);
}
