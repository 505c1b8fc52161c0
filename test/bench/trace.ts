import type { Browser, Page } from 'playwright-core';

/** What Chromium tells of a moment or a stretch of work. */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds: begin and length by the clock, and time of the processor. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string }; fileName?: string };
}

/** What the browser did during `work`; `page` where one is to be traced rather than all of them. */
export async function traceOf(
  browser: Browser,
  page: Page | undefined,
  categories: string[],
  work: () => Promise<unknown>,
): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  return (JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents;
}

export function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

/** Names the thread on which it happened. */
export function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}
