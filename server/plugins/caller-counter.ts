import LocalStore from '@fastify/rate-limit/store/LocalStore.js';
import type { RequestLimit } from '../domain/request-limits.ts';

export interface Counted {
  max: number;
  remaining: number;
  /** Until all of them may be asked again. */
  seconds: number;
  isExceeded: boolean;
}

/**
 * How often each caller asks, in windows that begin with a first request. The counting is that of `@fastify/rate-limit`, whose store
 * answers at once; its limiters ask it behind four promises. Beyond `remembered` callers those longest unheard of are forgotten.
 */
export class CallerCounter {
  readonly #limit: RequestLimit;
  readonly #store: LocalStore;

  constructor(limit: RequestLimit, remembered: number) {
    this.#limit = limit;
    this.#store = new LocalStore(false, false, remembered);
  }

  count(caller: string): Counted {
    return this.#told('incr', caller);
  }

  /** The same, without being a request. */
  look(caller: string): Counted {
    return this.#told('read', caller);
  }

  #told(method: 'incr' | 'read', caller: string): Counted {
    const { max, windowMs } = this.#limit;
    let count = 0;
    let ttl = 0;
    const take = (_error: null, found: { current: number; ttl: number }) => {
      count = found.current;
      ttl = found.ttl;
    };
    this.#store[method](caller, take, windowMs, max);
    return { max, remaining: Math.max(0, max - count), seconds: Math.ceil(ttl / 1_000), isExceeded: count > max };
  }
}
