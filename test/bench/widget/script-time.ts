import type { Browser, Page } from 'playwright-core';
import { endOf, threadOf, traceOf } from '../trace.ts';

/** No more than is read: what else is told of a visit would make it slower. */
const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-v8.compile', 'v8', 'v8.execute'];
/** What follows an answer from the network runs in microtasks. */
const SCRIPT =
  /^(EvaluateScript|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|FireAnimationFrame|v8\.(compile|evaluate).*)$/;
/** For the trace, each request is told with the stack that made it, and V8 reads its functions again to find their lines. */
const FOR_THE_TRACE = 'V8.CollectSourcePositions';

/**
 * Milliseconds that the processor spent on the page's scripts during `work`, microtasks included, less what only a traced page
 * pays.
 */
export async function scriptTime(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  const traceEvents = await traceOf(browser, page, CATEGORIES, work);
  const origin = new URL(page.url()).origin;
  const own = new Set(traceEvents.filter(({ args }) => args?.data?.url?.startsWith(origin)).map(threadOf));
  const events = traceEvents
    .filter((event) => (SCRIPT.test(event.name) || event.name === FOR_THE_TRACE) && own.has(threadOf(event)))
    .toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  let end = 0;
  let isExaminers = false;
  let microseconds = 0;
  for (const event of events) {
    if (event.name === FOR_THE_TRACE && event.ts < end && !isExaminers) microseconds -= event.tdur ?? 0;
    if (event.name === FOR_THE_TRACE || event.ts < end) continue;
    end = endOf(event);
    // What the bench itself runs in the page has no address.
    isExaminers = /^(EvaluateScript|FunctionCall)$/.test(event.name) && !event.args?.data?.url;
    if (!isExaminers) microseconds += event.tdur ?? 0;
  }
  return microseconds / 1_000;
}
