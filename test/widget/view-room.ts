import { within } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';

/** The survey's shadow root, opened for the test. */
export let root: ShadowRoot;
const attach = Reflect.get(Element.prototype, 'attachShadow');

/** The view in an imitated page, whose time is the test's. */
export function inViewRoom(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    Element.prototype.attachShadow = function (options) {
      root = Reflect.apply(attach, this, [{ ...options, mode: 'open' }]);
      return root;
    };
  });

  afterEach(() => {
    Element.prototype.attachShadow = attach;
    vi.useRealTimers();
    for (const node of document.documentElement.querySelectorAll(':scope > div')) node.remove();
  });
}

export const seen = () => within(root as unknown as HTMLElement);
export const radio = (score: number) => seen().getByRole('radio', { name: `${score}` });
export const button = (name: string) => seen().getByRole('button', { name });
/** A frame later, when what could wait for it is done. */
export const settled = () => vi.advanceTimersByTimeAsync(40);
