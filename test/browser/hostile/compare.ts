import type { Browser, Frame, Page } from 'playwright-core';
import { openPage } from '../browser.ts';
import { startCollectorDouble } from '../collector-double.ts';
import { documentOf, type Host } from './host.ts';
import { slowDown, SLOWER, type SlowedPage } from './long-tasks.ts';
import { holds, lookAtPage, type PageLook } from './look-at-page.ts';
import { countByProcessorTime } from './processor-time.ts';

const SILENCE_MS = 700;
const VIEWPORT = { width: 800, height: 900 };

/** What the widget adds to a page. */
export interface Additions {
  errors: string[];
  /** Elements of the host's own that have another place, attribute or style. */
  changes: string[];
  /** What stays beside head and body when the survey is gone. */
  leftovers: number;
  globals: string[];
  shift: number;
  longTasks: number;
  /** Files and calls until the survey stands there, or until nobody will be asked. */
  requests: number;
  scores: unknown[];
}

interface Visit {
  errors: string[];
  looks: PageLook[];
  longTasks: number;
  requests: number;
  scores: unknown[];
}

const LOOKS_AT_PROCESSOR = 3;

/**
 * Visits a page without the widget and with it, and answers the survey. On a busy machine a slowed page has a long task now and
 * then, and draws itself in two steps: what is added in time is told when it is there the second time as well, and long tasks
 * when the processor's own account bears them out each time: a neighbour who empties its caches lengthens a task once, not always.
 */
export async function additionsTo(browser: Browser, host: Host, planted?: string): Promise<Additions> {
  const additions = await compare(browser, host, planted);
  let { longTasks, shift } = additions;
  if (longTasks > 0 || shift > 0) {
    const again = await compare(browser, host, planted);
    longTasks = Math.min(longTasks, again.longTasks);
    shift = Math.min(shift, again.shift);
  }
  for (let look = 0; look < LOOKS_AT_PROCESSOR && longTasks > 0; look++) {
    longTasks = Math.min(longTasks, await compareProcessorTime(browser, host, planted));
  }
  return { ...additions, longTasks, shift };
}

async function compare(browser: Browser, host: Host, planted?: string): Promise<Additions> {
  const without = await visit(browser, host, { hasWidget: false });
  return difference(without, await visit(browser, host, { hasWidget: true, planted }));
}

async function compareProcessorTime(browser: Browser, host: Host, planted?: string): Promise<number> {
  const count = (how: How) =>
    countByProcessorTime(browser, () => visit(browser, host, { ...how, isAtFullSpeed: true }));
  const without = await count({ hasWidget: false });
  return Math.max(0, (await count({ hasWidget: true, planted })) - without);
}

interface How {
  hasWidget: boolean;
  planted?: string | undefined;
  isAtFullSpeed?: boolean;
}

async function visit(browser: Browser, host: Host, { hasWidget, planted, isAtFullSpeed }: How): Promise<Visit> {
  const double = await startCollectorDouble({
    page: ({ pathname, origin }) =>
      documentOf(pathname === '/frame' ? { ...host, page: 'plain.html' } : host, origin, hasWidget),
    ...(host.collector && { misbehave: host.collector }),
    ...(planted !== undefined && { planted }),
  });
  let slowed: SlowedPage | undefined;
  const { page, errors, close } = await openPage(browser, double.origin, {
    opensRoots: true,
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    async prepare(opened) {
      slowed = await slowDown(opened, isAtFullSpeed ? 1 : SLOWER);
      await host.prepare?.(opened);
    },
  });
  const examined = slowed!;
  try {
    // The first question to a page has the driver's own script run in it.
    await examined.unhindered(() => page.locator('body').count());
    await host.onceLoaded?.(page);
    if (host.proof && !(await holds(page, host.proof))) throw new Error(`${host.name}: not so, ${host.proof}`);
    const looks: PageLook[] = [];
    let requests = 0;
    const see = async () => {
      requests ||= double.served.length + double.received.length;
      await host.during?.(page);
      looks.push(await examined.unhindered(() => lookAtPage(page)));
    };
    if (!hasWidget) await see();
    else if (!host.isSilent) await answer(page, see);
    else {
      await page.waitForTimeout(SILENCE_MS);
      await see();
    }
    return {
      errors: errors.filter((error) => !host.reportsFailedRequests || !error.startsWith('Failed to load resource')),
      looks,
      longTasks: await examined.longTasks(),
      requests,
      scores: double.of('responses').map(({ body }) => body['score']),
    };
  } finally {
    await close();
    await double.close();
  }
}

/** The whole journey, with a look at the page before the answer, after it, and when the survey is gone. */
async function answer(page: Page, see: () => Promise<void>): Promise<void> {
  const frame = page.frames().at(-1) as Frame;
  const score = frame.getByRole('radio', { name: '9', exact: true });
  await score.waitFor();
  await see();
  await score.click();
  await frame.getByRole('textbox', { name: 'What do you like most' }).fill('Reminders');
  await frame.getByRole('button', { name: 'Send' }).click();
  await frame.getByRole('status').filter({ hasText: 'Thank you' }).waitFor();
  await see();
  await frame.getByRole('button', { name: 'Close' }).click();
  await score.waitFor({ state: 'detached' });
  await see();
}

function difference(without: Visit, { errors, looks, longTasks, requests, scores }: Visit): Additions {
  const plain = without.looks[0]!;
  const last = looks.at(-1)!;
  return {
    errors: beyond(errors, without.errors),
    changes: [...new Set(looks.flatMap((look) => changedElements(plain, look)))],
    leftovers: last.strangers - plain.strangers,
    globals: last.globals.filter((name) => !plain.globals.includes(name)),
    shift: Math.max(0, last.shift - plain.shift),
    longTasks: Math.max(0, longTasks - without.longTasks),
    requests,
    scores,
  };
}

/** What there is more of: an error of the page's own may come once, not twice. */
function beyond(errors: string[], known: string[]): string[] {
  const left = [...known];
  return errors.filter((error) => {
    const at = left.indexOf(error);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function changedElements({ elements: before }: PageLook, { elements: after }: PageLook): string[] {
  if (before.length !== after.length) return [`${before.length} elements, then ${after.length}`];
  return before.flatMap(([name, lines], i) => {
    const gone = lines.filter((line) => !after[i]![1].includes(line));
    const come = after[i]![1].filter((line) => !lines.includes(line));
    return gone.length + come.length > 0 ? [`${name}: ${gone.join('; ')} → ${come.join('; ')}`] : [];
  });
}
