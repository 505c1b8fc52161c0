import type { CDPSession, Page } from 'playwright-core';
import { LOOK } from './long-tasks.ts';

/** What the host's developer would notice. */
export interface PageLook {
  /** Of every element that is the host's own: where it is, its attributes and its computed style, a line each. */
  elements: [name: string, lines: string[]][];
  /** Elements beside head and body. */
  strangers: number;
  globals: string[];
  /** The sum of layout shifts that no input excuses. */
  shift: number;
}

/**
 * Looks at a page from a JavaScript world of its own, where nothing is patched or frozen, whatever the page did to its
 * prototypes. Only the globals are read in the page's world.
 */
export async function lookAtPage(page: Page): Promise<PageLook> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const globals = await evaluate<string[]>(session, 'Object.getOwnPropertyNames(globalThis)');
  const seen = await evaluate<Omit<PageLook, 'globals'>>(
    session,
    `(${lookFromInside.toString()})(${JSON.stringify(LOOK)})`,
    executionContextId,
  );
  await session.detach();
  return { ...seen, globals };
}

/** Whether an expression is true in the page's own world. */
export async function holds(page: Page, expression: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  try {
    return await evaluate<boolean>(session, `!!(${expression})`);
  } finally {
    await session.detach();
  }
}

async function evaluate<T>(session: CDPSession, expression: string, contextId?: number): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    ...(contextId !== undefined && { contextId }),
    returnByValue: true,
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

/** Runs in the page; must not use anything outside itself. */
async function lookFromInside(look: typeof LOOK): Promise<Omit<PageLook, 'globals'>> {
  performance.mark(look.begins);
  const own = document.querySelectorAll(':root, :root > head, :root > head *, :root > body, :root > body *');
  const elements = [...own]
    .filter((element) => !element.matches('script[src*="/w/"]'))
    .map((element, place): [string, string[]] => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const attributes = [...element.attributes].map(({ name, value }) => `[${name}=${value}]`);
      const lines = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`);
      return [`${place} ${element.localName}`, [`box: ${x} ${y} ${width} ${height}`, ...attributes, ...lines]];
    });

  const shifts: (PerformanceEntry & { value: number; hadRecentInput: boolean })[] = [];
  const observer = new PerformanceObserver((list) => void shifts.push(...(list.getEntries() as typeof shifts)));
  observer.observe({ type: 'layout-shift', buffered: true });
  await new Promise((delivered) => setTimeout(delivered, 20));
  performance.mark(look.ends);
  return {
    elements,
    strangers: document.querySelectorAll(':root > :not(head, body)').length,
    shift: shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0),
  };
}
