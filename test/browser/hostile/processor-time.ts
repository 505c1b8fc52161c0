import type { Browser } from 'playwright-core';
import { endOf, threadOf, traceOf, type TraceEvent } from '../../bench/trace.ts';
import { LOOK, SLOWER } from './long-tasks.ts';

const LONG_MS = 50;
const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const WORK = new Set(
  'EvaluateScript FunctionCall RunMicrotasks TimerFire FireAnimationFrame EventDispatch ParseHTML UpdateLayoutTree Layout PrePaint Paint Layerize Commit'.split(
    ' ',
  ),
);

/**
 * How many tasks of the page would hold it up for 50 ms on a processor four times slower, by the time that the processor
 * worked for the page: a clock on the wall would also count what other programs did meanwhile, and the examiner himself.
 */
export async function countByProcessorTime(browser: Browser, visit: () => Promise<unknown>): Promise<number> {
  const traceEvents = await traceOf(browser, undefined, CATEGORIES, visit);
  const times = threadsOf(traceEvents).filter(isPage).flatMap(processorTimes);
  if (times.length === 0) throw new Error('The trace shows no task of the page.');
  return times.filter((ms) => ms * SLOWER > LONG_MS).length;
}

function threadsOf(events: TraceEvent[]): TraceEvent[][] {
  const threads = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const name = threadOf(event);
    const thread = threads.get(name);
    if (thread) thread.push(event);
    else threads.set(name, [event]);
  }
  return [...threads.values()];
}

function isPage(events: TraceEvent[]): boolean {
  return events.some(({ name, args }) => name === LOOK.begins || args?.data?.url?.includes('/w/'));
}

/** Milliseconds that each task of one thread worked for the page. */
function processorTimes(events: TraceEvent[]): number[] {
  const work = events.filter((event) => WORK.has(event.name)).toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  const outermost: TraceEvent[] = [];
  let end = 0;
  for (const event of work) {
    if (event.ts < end) continue;
    end = endOf(event);
    outermost.push(event);
  }

  const looks = events.filter(({ name }) => name === LOOK.begins).map(({ ts }) => ts);
  const looked = events.filter(({ name }) => name === LOOK.ends).map(({ ts }) => ts);
  const isExaminers = (event: TraceEvent) =>
    (event.name === 'EvaluateScript' && !event.args?.data?.url) ||
    looks.some((begin, i) => endOf(event) >= begin && event.ts <= (looked[i] ?? Infinity));
  const own = outermost.filter((event) => !isExaminers(event));
  return events
    .filter(({ name }) => name === 'RunTask')
    .map((task) =>
      own.filter(({ ts }) => ts >= task.ts && ts < endOf(task)).reduce((ms, { tdur = 0 }) => ms + tdur / 1000, 0),
    );
}
