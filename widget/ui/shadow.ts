import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { accentProperties } from './accent.ts';
import css from './survey.css?inline';

const ACCENT = '#3d4eda';
const KEY_EVENTS = ['keydown', 'keypress', 'keyup'];

export interface Shadow {
  host: HTMLElement;
  root: ShadowRoot;
  /** Takes the node out of the page; focus, if it is inside, goes back to where it came from. */
  remove: () => void;
}

/**
 * A closed shadow root, to stand beside `body`: no transform, zoom or swap of `body` reaches it there. Styles are
 * set by property and by constructed sheet only: no policy of the page forbids either.
 */
export function createShadow({ look }: ConfigSurvey): Shadow {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const { fontFamily } = getComputedStyle(document.body);
  const properties = { '--font': fontFamily, ...accentProperties(look.accent ?? ACCENT) };
  for (const [name, value] of Object.entries(properties)) host.style.setProperty(name, value);

  let focusedBefore: EventTarget | null = null;
  host.addEventListener('focusin', ({ relatedTarget }) => {
    focusedBefore = relatedTarget ?? focusedBefore;
  });
  // Else the page's own shortcuts fire while somebody writes.
  for (const type of KEY_EVENTS) root.addEventListener(type, (event) => event.stopPropagation());

  return {
    host,
    root,
    remove() {
      const isFocused = document.activeElement === host;
      host.remove();
      if (isFocused) (focusedBefore as HTMLElement | null)?.focus({ preventScroll: true });
    },
  };
}
