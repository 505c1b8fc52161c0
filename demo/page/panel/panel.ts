import type { Metrics, Series } from '../../../shared/contract/reporting.ts';
import type { ResponseList } from '../../../shared/contract/responses.ts';
import { elleve } from '../elleve.ts';
import { slot } from '../dom.ts';
import { words } from '../here.ts';
import { drawComments } from './comments.ts';
import { drawDistribution } from './distribution.ts';
import { drawHeadline } from './headline.ts';
import { drawTrend } from './trend.ts';

const EVERY_MS = 4_000;
/** After an answer: the time its way to the disk takes, with room. */
const SOON_MS = 350;

/** Reads the numbers again after each answer, and now and then while somebody can see them. */
export function keepPanelFresh(): void {
  let timer: ReturnType<typeof setTimeout>;
  const refreshIn = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!document.hidden) await refresh();
      refreshIn(EVERY_MS);
    }, wait);
  };
  for (const event of ['scored', 'commented', 'completed']) elleve('on', event, () => refreshIn(SOON_MS));
  document.addEventListener('visibilitychange', () => refreshIn(0));
  refreshIn(0);
}

async function refresh(): Promise<void> {
  const state = slot('state');
  try {
    const [metrics, series, comments] = await Promise.all([
      read<Metrics>('metrics'),
      read<Series>('series'),
      read<ResponseList>('comments'),
    ]);
    drawHeadline(metrics);
    drawDistribution(metrics.score_distribution);
    drawTrend(series.data);
    drawComments(comments.data);
    state.textContent = words.panel.lead;
  } catch {
    state.textContent = words.panel.unavailable;
  }
}

async function read<T>(report: string): Promise<T> {
  const answer = await fetch(`/panel/${report}`);
  if (!answer.ok) throw new Error(`The report of ${report} answered ${answer.status}.`);
  return (await answer.json()) as T;
}
