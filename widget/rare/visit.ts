import type { Device } from '../../shared/contract/common.ts';
import type { DeviceStore } from './device-store.ts';

/** Who comes back to the tab has only just come. */
const ACTIVITY = ['keydown', 'pointerdown', 'wheel', 'visibilitychange'];
const TABLET_FROM_PX = 600;

/** What the person does on the page, as far as the rules ask. */
export interface Visit {
  /** Milliseconds in which the visit was seen: on this page, and on earlier ones when the device may remember. */
  sessionMs(now: number): number;
  idleMs(now: number): number;
  /** How far down the page was seen, 0–100; 100 on a page that does not scroll. */
  scrolled(): number;
  /** True while the pointer leaves the page at its top. */
  isLeaving(): boolean;
  /** From now on the beginning of the visit is remembered until the tab is closed. */
  remember(store: DeviceStore<number>): void;
  /** From now on it is not. */
  forget(): void;
  end(): void;
}

/** Listens from the first page that has a rule to judge; every time is `performance.now()`. `look` is called when the pointer leaves. */
export function watchVisit(look: () => void): Visit {
  const life = new AbortController();
  const options = { signal: life.signal, passive: true, capture: true };
  let store: DeviceStore<number> | undefined;
  /** As if the visit had never been out of sight. */
  let beganAt = 0;
  let hiddenAt = document.hidden ? 0 : undefined;
  let activeAt = performance.now();
  let isLeaving = false;
  let deepest = 0;
  let deepestOn = location.pathname;

  for (const type of ACTIVITY) {
    document.addEventListener(type, () => (activeAt = performance.now()), options);
  }
  document.addEventListener(
    'visibilitychange',
    () => {
      const now = performance.now();
      if (hiddenAt !== undefined) beganAt += now - hiddenAt;
      hiddenAt = document.hidden ? now : undefined;
      store?.write(beganAt + Date.now() - now);
    },
    options,
  );
  document.addEventListener('scroll', () => sink(location.pathname), options);
  document.documentElement.addEventListener(
    'mouseout',
    ({ clientY, relatedTarget }) => {
      if (relatedTarget || clientY > 0) return;
      isLeaving = true;
      look();
      isLeaving = false;
    },
    options,
  );

  /** A page that changes its path without loading begins at its top again. */
  function sink(path: string) {
    const { scrollHeight } = document.documentElement;
    const seen = Math.min(100, Math.ceil((100 * (scrollY + innerHeight)) / Math.max(1, scrollHeight)));
    deepest = path === deepestOn ? Math.max(deepest, seen) : seen;
    deepestOn = path;
  }

  return {
    sessionMs: (now) => (hiddenAt ?? now) - beganAt,
    idleMs: (now) => now - activeAt,
    scrolled() {
      sink(location.pathname);
      return deepest;
    },
    isLeaving: () => isLeaving,
    remember(kept) {
      store = kept;
      const opened = Date.now() - performance.now();
      const began = store.read() ?? opened + beganAt;
      store.write(began);
      beganAt = began - opened;
    },
    forget: () => (store = undefined),
    end: () => life.abort(),
  };
}

/** By what points and how much there is of the screen: no user agent tells the truth. */
export function deviceHere(): Device {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < TABLET_FROM_PX ? 'phone' : 'tablet';
}
