/**
 * Keeps the survey above an on-screen keyboard, which covers the lower part of the window without making it smaller: `--covered`
 * is that part. A page that is pinched larger is left as it is. Where the page has the keyboard lie over it (`overlays-content`), the
 * styles know how far it reaches.
 */
export function makeRoomForKeyboard(
  { host, root }: { host: HTMLElement; root: ShadowRoot },
  signal: AbortSignal,
): void {
  const view = window.visualViewport;
  const scroll = () => root.activeElement?.scrollIntoView({ block: 'nearest' });
  view?.addEventListener(
    'resize',
    () => {
      const covered = view.scale > 1 ? 0 : Math.max(0, innerHeight - view.height - view.offsetTop);
      host.style.setProperty('--covered', `${covered}px`);
      scroll();
    },
    { signal },
  );
  const { virtualKeyboard } = navigator as { virtualKeyboard?: EventTarget };
  virtualKeyboard?.addEventListener('geometrychange', scroll, { signal });
}
