import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Options } from '../loader/api.ts';
import { accentProperties } from './accent.ts';
import { placeOf } from './place.ts';
import css from './survey.css?inline';

const ACCENT = '#3d4eda';
const RADIUS_PX = 16;
const HIGHEST = 2_147_483_647;
const KEY_EVENTS = ['keydown', 'keypress', 'keyup'];

export interface Shadow {
  host: HTMLElement;
  /** Where it is to stand. */
  place: Element;
  root: ShadowRoot;
  /** Takes the node out of the page; focus, if it is inside, goes back to where it came from. */
  remove: () => void;
}

/**
 * A closed shadow root, to stand in its place or else beside `body`: no transform, zoom or swap of `body` reaches it there.
 * Styles are set by property and by constructed sheet only: no policy of the page forbids either. Throws nothing but
 * `undefined`, when an inline survey has lost its place.
 */
export function createShadow({ look }: ConfigSurvey, { target }: Options): Shadow {
  const isInline = look.position === 'inline';
  const place = isInline ? placeOf(target) : document.documentElement;
  if (!place) throw undefined;
  const host = document.createElement('div');
  // By this another instance on the page knows that it has to wait.
  host.dataset['nps'] = '';
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  // Each is set, so that none is inherited from a page that uses the same name.
  const properties: Record<string, string> = {
    '--font': look.font === 'system' ? 'system-ui' : getComputedStyle(isInline ? place : document.body).fontFamily,
    '--radius': `${look.radius ?? RADIUS_PX}px`,
    '--z': `${look.z_index ?? HIGHEST}`,
    '--place': isInline ? 'static' : 'fixed',
    '--covered': '0px',
    ...accentProperties(look.accent ?? ACCENT),
  };
  for (const name in properties) host.style.setProperty(name, properties[name]!);

  let focusedBefore: EventTarget | null = null;
  host.addEventListener('focusin', ({ relatedTarget }) => {
    focusedBefore = relatedTarget ?? focusedBefore;
  });
  // Else the page's own shortcuts fire while somebody writes.
  for (const type of KEY_EVENTS) root.addEventListener(type, (event) => event.stopPropagation());
  return {
    host,
    place,
    root,
    remove() {
      const isFocused = document.activeElement === host;
      host.remove();
      if (isFocused) (focusedBefore as HTMLElement | null)?.focus({ preventScroll: true });
    },
  };
}
