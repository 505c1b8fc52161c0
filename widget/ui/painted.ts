const LATEST_MS = 100;

/**
 * Resolves once the browser has painted what was drawn: what can wait until then keeps nobody from seeing the effect of a click. At
 * once when the page goes, and soon in a tab that is not painted.
 */
export function painted(): Promise<void> {
  return new Promise((resume) => {
    const done = () => {
      removeEventListener('pagehide', done, true);
      resume();
    };
    // Captured: before whoever has a last word to say.
    addEventListener('pagehide', done, true);
    setTimeout(done, LATEST_MS);
    requestAnimationFrame(() => setTimeout(done));
  });
}
