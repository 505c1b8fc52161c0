import type { Listen } from './listen.ts';

/**
 * Keeps the survey above an on-screen keyboard, which covers the lower part of the window without making it smaller: `--covered`
 * is that part. A page that is pinched larger is left as it is. Where the page has the keyboard lie over it (`overlays-content`), the
 * styles know how far it reaches. Begins when somebody writes: a survey that moved while a score is pressed would lose the click.
 */
export function makeRoomForKeyboard({ host, root }: { host: HTMLElement; root: ShadowRoot }, listen: Listen): void {
  const begin = ({ target }: Event) => {
    if (!(target as Element).matches('textarea')) return;
    root.removeEventListener('focusin', begin);
    const view = window.visualViewport;
    const scroll = () => root.activeElement?.scrollIntoView({ block: 'nearest' });
    const rise = () => {
      const covered = !view || view.scale > 1 ? 0 : Math.max(0, innerHeight - view.height - view.offsetTop);
      host.style.setProperty('--covered', `${covered}px`);
      scroll();
    };
    rise();
    listen(view, 'resize', rise);
    listen((navigator as { virtualKeyboard?: EventTarget }).virtualKeyboard, 'geometrychange', scroll);
  };
  root.addEventListener('focusin', begin);
}
