import type { Patience } from '../loader/transport.ts';

const ANSWER_WITHIN_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * How an answer is delivered: what hangs is given up and tried again, and the next try comes at once when the network is back
 * or the page goes.
 */
export const PATIENT: Patience = {
  get signal() {
    return AbortSignal.timeout(ANSWER_WITHIN_MS);
  },
  wait: (pause_ms) =>
    new Promise((resume) => {
      const life = new AbortController();
      const next = () => resume(life.abort());
      for (const event of ['online', 'pagehide']) addEventListener(event, next, life);
      setTimeout(next, Math.min(pause_ms, LONGEST_PAUSE_MS));
    }),
};
