/**
 * Keeps the survey above an on-screen keyboard, which covers the lower part of the window without making it smaller: `--covered`
 * is that part. A page that is pinched larger is left as it is.
 */
export function makeRoomForKeyboard(
  { host, root }: { host: HTMLElement; root: ShadowRoot },
  signal: AbortSignal,
): void {
  const view = window.visualViewport;
  view?.addEventListener(
    'resize',
    () => {
      const covered = view.scale > 1 ? 0 : Math.max(0, innerHeight - view.height - view.offsetTop);
      host.style.setProperty('--covered', `${covered}px`);
      root.activeElement?.scrollIntoView({ block: 'nearest' });
    },
    { signal },
  );
}
