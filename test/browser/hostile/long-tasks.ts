import type { CDPSession, Frame, Page } from 'playwright-core';

export const SLOWER = 4;
/** What a look at the page marks as it begins and ends: what happens between is not the page's doing. */
export const LOOK = { begins: 'elleve: look', ends: 'elleve: looked' };

export interface SlowedPage {
  /** Lets the page run freely meanwhile: the examiner's own work shall take no longer than it must. */
  unhindered<T>(examine: () => Promise<T>): Promise<T>;
  /** How many tasks held up the page, or a frame in it, for 50 ms, as the browser itself reports them. */
  longTasks(): Promise<number>;
}

/** Slows the processor down for a page and its frames. */
export async function slowDown(page: Page, slower: number): Promise<SlowedPage> {
  const slowed = new Map<Page | Frame, CDPSession>();
  const slow = async (target: Page | Frame) => {
    const session = await page.context().newCDPSession(target);
    slowed.set(target, session);
    await setRate(slower)(session);
  };
  await slow(page);
  // A frame in the page's own process has no session, and needs none: the page is told of its tasks.
  page.on('framenavigated', (frame) => void (frame.parentFrame() && slow(frame).catch(() => undefined)));

  return {
    async unhindered(examine) {
      const sessions = [...slowed.values()];
      await Promise.all(sessions.map(setRate(1)));
      try {
        return await examine();
      } finally {
        await Promise.all(sessions.map(setRate(slower)));
      }
    },
    async longTasks() {
      const counts = await Promise.all([...slowed.values()].map(longTasksIn));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

function setRate(rate: number) {
  return (session: CDPSession) => session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Counted from a JavaScript world of its own, where the page has patched nothing. */
async function longTasksIn(session: CDPSession): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(${countFromInside.toString()})(${JSON.stringify(LOOK)})`,
    contextId: executionContextId,
    returnByValue: true,
    awaitPromise: true,
  });
  if (typeof result.value !== 'number') throw new Error('The browser reported no long tasks, not even none.');
  return result.value;
}

/** Runs in the page; must not use anything outside itself. */
async function countFromInside(look: typeof LOOK): Promise<number> {
  const tasks: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => void tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });
  await new Promise((delivered) => setTimeout(delivered, 20));
  const begun = performance.getEntriesByName(look.begins);
  const ended = performance.getEntriesByName(look.ends);
  const isOfLook = ({ startTime, duration }: PerformanceEntry) =>
    begun.some((begin, i) => startTime + duration >= begin.startTime && startTime <= (ended[i]?.startTime ?? Infinity));
  return tasks.filter((task) => !isOfLook(task)).length;
}
