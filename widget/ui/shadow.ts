import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { accentProperties } from './accent.ts';
import css from './survey.css?inline';

const ACCENT = '#3d4eda';
const KEY_EVENTS = ['keydown', 'keypress', 'keyup'];

export interface Shadow {
  root: ShadowRoot;
  /** Takes the node out of the page; focus, if it is inside, goes back to where it came from. */
  remove(): void;
}

/**
 * A closed shadow root beside `body`, where neither a transform or zoom of `body` nor a swapped `body` reaches it. Styles are
 * set by property and by constructed sheet only: no policy of the page forbids either.
 */
export function attachShadow({ look }: ConfigSurvey): Shadow {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const properties = {
    all: 'initial',
    position: 'fixed',
    'z-index': '2147483647',
    'font-family': getComputedStyle(document.body).fontFamily,
    ...accentProperties(look.accent ?? ACCENT),
  };
  for (const [name, value] of Object.entries(properties)) host.style.setProperty(name, value, 'important');

  let focusedBefore: EventTarget | null = null;
  host.addEventListener('focusin', ({ relatedTarget }) => {
    focusedBefore = relatedTarget ?? focusedBefore;
  });
  // Else the page's own shortcuts fire while somebody writes.
  for (const type of KEY_EVENTS) root.addEventListener(type, (event) => event.stopPropagation());

  document.documentElement.append(host);
  return {
    root,
    remove() {
      const isFocused = document.activeElement === host;
      host.remove();
      if (isFocused) (focusedBefore as HTMLElement | null)?.focus({ preventScroll: true });
    },
  };
}
