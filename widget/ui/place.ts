import type { Options } from '../loader/api.ts';

/** The element in which an `inline` survey stands; `undefined` when the page has none (yet), or names it by no selector. */
export function placeOf(target: Options['target']): Element | undefined {
  try {
    const found = typeof target === 'string' ? document.querySelector(target) : target;
    return found?.isConnected ? found : undefined;
  } catch {
    return undefined;
  }
}
