import type { Browser, Page } from 'playwright-core';
import { endOf, threadOf, traceOf } from '../trace.ts';
import { PRODUCT } from './site.ts';

/**
 * V8's own account alone. `devtools.timeline` would tell each request with the stack that made it, for which V8 reads the script's
 * functions again: a part of every request that only a traced page pays.
 */
const CATEGORIES = ['-*', 'v8', 'v8.execute'];
/** What follows an answer from the network runs in microtasks. */
const SCRIPT = /^(v8\.(run|compile|compileModule|evaluateModule|callFunction)|RunMicrotasks)$/;

/** Milliseconds that the processor spent on the page's scripts but the product's own during `work`, microtasks included. */
export async function scriptTime(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  const traceEvents = await traceOf(browser, page, CATEGORIES, work);
  const origin = new URL(page.url()).origin;
  const own = new Set(traceEvents.filter(({ args }) => args?.fileName?.startsWith(origin)).map(threadOf));
  const events = traceEvents
    .filter((event) => SCRIPT.test(event.name) && own.has(threadOf(event)))
    .filter(({ args }) => !args?.fileName?.endsWith(PRODUCT.path))
    .toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  let end = 0;
  let microseconds = 0;
  for (const event of events) {
    if (event.ts < end) continue;
    end = endOf(event);
    microseconds += event.tdur ?? 0;
  }
  return microseconds / 1_000;
}
