const DIALOG = 'dialog[open],[aria-modal=true]';
const WRITING =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select,iframe,[contenteditable]';
const PATH_LENGTH = 1024;

/** Whether a survey would come between the person and something they are doing: a dialog, or text they write. */
export function isOccupied(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return (
    document.hidden ||
    !!active?.matches(WRITING) ||
    // Some libraries keep a closed dialog in the page without drawing it.
    [...document.querySelectorAll(DIALOG)].some((dialog) => dialog.getClientRects()[0])
  );
}

/** The path alone: a query or fragment may hold what is nobody's business. A `srcdoc` frame has no leading slash. */
export function pathHere(): string {
  return location.pathname.replace(/^\/?/, '/').slice(0, PATH_LENGTH);
}
