/** The store of `@fastify/rate-limit`, which has no types of its own: what is used of it. */
declare module '@fastify/rate-limit/store/LocalStore.js' {
  type Found = (error: null, found: { current: number; ttl: number }) => void;

  export default class LocalStore {
    constructor(continueExceeding: boolean, exponentialBackoff: boolean, cache: number);
    incr(caller: string, found: Found, windowMs: number, max: number): void;
    read(caller: string, found: Found, windowMs: number, max: number): void;
  }
}
