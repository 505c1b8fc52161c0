import type { RequestLimit } from './request-limits.ts';

export interface Counted {
  max: number;
  remaining: number;
  /** Until all of them may be asked again. */
  seconds: number;
  isExceeded: boolean;
}

interface Window {
  count: number;
  end: number;
}

/** How often each caller asks, in windows that begin with a first request. Beyond `remembered` callers those longest unheard of are forgotten. */
export class RequestCounter {
  readonly #limit: RequestLimit;
  readonly #remembered: number;
  /** In the order in which they were last heard of. */
  readonly #windows = new Map<string, Window>();

  constructor(limit: RequestLimit, remembered: number) {
    this.#limit = limit;
    this.#remembered = remembered;
  }

  count(caller: string, now: number): Counted {
    let window = this.#windows.get(caller);
    if (window) {
      this.#windows.delete(caller);
      if (window.end <= now) window = undefined;
    } else if (this.#windows.size >= this.#remembered) {
      this.#windows.delete(this.#windows.keys().next().value!);
    }
    window ??= { count: 0, end: now + this.#limit.windowMs };
    window.count++;
    this.#windows.set(caller, window);
    return this.#told(window, now);
  }

  /** The same, without being a request. */
  look(caller: string, now: number): Counted {
    const window = this.#windows.get(caller);
    return this.#told(window && window.end > now ? window : { count: 0, end: now }, now);
  }

  #told({ count, end }: Window, now: number): Counted {
    const { max } = this.#limit;
    return {
      max,
      remaining: Math.max(0, max - count),
      seconds: Math.ceil((end - now) / 1_000),
      isExceeded: count > max,
    };
  }
}
