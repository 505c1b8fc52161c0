import type { Device } from '../../shared/contract/common.ts';
import type { DeviceStore } from './device-store.ts';

const ACTIVITY = ['keydown', 'pointerdown', 'wheel'];
const TABLET_FROM_PX = 600;

/** What the person does on the page, as far as the rules ask. */
export interface Visit {
  /** Milliseconds since the visit began: on this page, or on an earlier one when the device may remember it. */
  sessionMs(now: number): number;
  idleMs(now: number): number;
  /** How far down the page was seen, 0–100; 100 on a page that does not scroll. */
  scrolled(): number;
  /** True while the pointer leaves the page at its top. */
  isLeaving(): boolean;
  /** From now on the beginning of the visit is remembered until the tab is closed. */
  remember(store: DeviceStore<number>): void;
  end(): void;
}

/** Listens from the first page that has a rule to judge; every time is `performance.now()`. `look` is called when the pointer leaves. */
export function watchVisit(look: () => void): Visit {
  const life = new AbortController();
  const options = { signal: life.signal, passive: true, capture: true };
  let beganAt = 0;
  let activeAt = performance.now();
  let isLeaving = false;
  let deepest = 0;
  let deepestOn = location.pathname;

  for (const type of ACTIVITY) {
    document.addEventListener(type, () => (activeAt = performance.now()), options);
  }
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
    sessionMs: (now) => now - beganAt,
    idleMs: (now) => now - activeAt,
    scrolled() {
      sink(location.pathname);
      return deepest;
    },
    isLeaving: () => isLeaving,
    remember(store) {
      const began = store.read() ?? Date.now() - performance.now();
      store.write(began);
      beganAt = began - (Date.now() - performance.now());
    },
    end: () => life.abort(),
  };
}

/** By what points and how much there is of the screen: no user agent tells the truth. */
export function deviceHere(): Device {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < TABLET_FROM_PX ? 'phone' : 'tablet';
}
