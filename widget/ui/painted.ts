const LATEST_MS = 100;

/**
 * Resolves once the browser has painted what was drawn: what can wait until then keeps nobody from seeing the effect of a click. At
 * once when the page goes, and soon in a tab that is not painted.
 */
export function painted(): Promise<unknown> {
  return new Promise((resume) => {
    // Captured: before whoever has a last word to say.
    addEventListener('pagehide', resume, { capture: true, once: true });
    setTimeout(resume, LATEST_MS);
    requestAnimationFrame(() => setTimeout(resume));
  });
}
