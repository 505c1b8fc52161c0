/** How many requests in how many milliseconds. */
export interface RequestLimit {
  max: number;
  windowMs: number;
}

/** Who may ask how often. An address is one IPv4 address or the /64 network of an IPv6 address: less than that nobody is given. */
export interface RequestLimits {
  collectorPerAddress: RequestLimit;
  collectorPerKey: RequestLimit;
  claimsPerPerson: RequestLimit;
  configPerAddress: RequestLimit;
  restPerKey: RequestLimit;
  /** Requests under `/v1` that showed no key that is good. */
  refusedKeysPerAddress: RequestLimit;
  /** Callers remembered by each limit; beyond it the ones longest unheard are forgotten, so that memory is bounded. */
  remembered: number;
  /** Mean delay of the event loop, in milliseconds over one second, from which on the server answers 503. */
  loopDelayMs: number;
}

const MINUTE_MS = 60_000;

export const DEFAULT_LIMITS: RequestLimits = {
  collectorPerAddress: { max: 120, windowMs: MINUTE_MS },
  collectorPerKey: { max: 200, windowMs: 1_000 },
  claimsPerPerson: { max: 30, windowMs: MINUTE_MS },
  configPerAddress: { max: 600, windowMs: MINUTE_MS },
  restPerKey: { max: 600, windowMs: MINUTE_MS },
  refusedKeysPerAddress: { max: 60, windowMs: MINUTE_MS },
  remembered: 50_000,
  loopDelayMs: 1_000,
};
