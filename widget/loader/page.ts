import type { Page } from '../../shared/targeting.ts';

/** Also the survey of another instance, by the mark that it bears. */
const DIALOG = 'dialog[open],[aria-modal=true],[data-nps]';
const WRITABLE = ':read-write,select,iframe';
const PATH_LENGTH = 1024;

/** Whether a survey would come between the person and something they are doing: a dialog, or text they write. */
export function isOccupied(): boolean | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return (
    document.hidden ||
    active?.matches(WRITABLE) ||
    // Some libraries keep a closed dialog in the page without drawing it.
    [...document.querySelectorAll(DIALOG)].some((dialog) => dialog.getClientRects()[0])
  );
}

/**
 * The path alone: a query or fragment may hold what is nobody's business. It begins with a slash in any case, also in a
 * `srcdoc` frame, whose path has none.
 */
export function pageHere(reachedAt: Page['reachedAt']): Page {
  return { path: `/${location.pathname.slice(1, PATH_LENGTH)}`, now: performance.now(), reachedAt };
}
