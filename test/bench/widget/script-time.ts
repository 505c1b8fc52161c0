import type { Browser, Page } from 'playwright-core';

const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
const SCRIPT =
  /^(EvaluateScript|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|FireAnimationFrame|v8\.(compile|evaluate).*)$/;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  /** Microseconds by the clock, and of processor time. */
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

/**
 * Milliseconds that the processor spent on the page's scripts during `work`, from Chromium's trace: its metric
 * `ScriptDuration` leaves out what runs in microtasks, and so all that follows an answer from the network.
 */
export async function scriptTime(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const origin = new URL(page.url()).origin;
  const own = new Set(traceEvents.filter(({ args }) => args?.data?.url?.startsWith(origin)).map(threadOf));
  const scripts = traceEvents
    .filter((event) => SCRIPT.test(event.name) && own.has(threadOf(event)))
    .toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  let end = 0;
  let microseconds = 0;
  for (const event of scripts) {
    if (event.ts < end) continue;
    end = endOf(event);
    // What the bench itself runs in the page has no address.
    const isExaminers = /^(EvaluateScript|FunctionCall)$/.test(event.name) && !event.args?.data?.url;
    if (!isExaminers) microseconds += event.tdur ?? 0;
  }
  return microseconds / 1_000;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}
