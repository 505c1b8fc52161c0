/** Also the survey of another instance, by the mark that it bears. */
const DIALOG = 'dialog[open],[aria-modal=true],[data-nps]';
const WRITABLE = ':read-write,select,iframe';

/** Whether a survey would come between the person and something they are doing: a dialog, or text they write. */
export function isOccupied(): boolean | undefined {
  let active = document.activeElement;
  for (let inner; (inner = active?.shadowRoot?.activeElement);) active = inner;
  return (
    document.hidden ||
    active?.matches(WRITABLE) ||
    // Some libraries keep a closed dialog in the page without drawing it.
    [...document.querySelectorAll(DIALOG)].some((dialog) => dialog.getClientRects()[0])
  );
}
