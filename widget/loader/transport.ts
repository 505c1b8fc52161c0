import type { Config, DisplayVerdict } from '../../shared/contract/collector.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 2_000_000_000;
const ANSWER_WITHIN_MS = 30_000;
/** Twelve tries. */
const PAUSES_BELOW_MS = 4_000_000;

export interface Send {
  (path: '/displays', claim: object): Promise<DisplayVerdict | undefined>;
  (path: `/config${string}`): Promise<Config | undefined>;
  (path: string, body: object): Promise<object | undefined>;
}

/**
 * Speaks to the collector below `root`. A string body travels as text/plain, which needs no preflight even while the page
 * goes away. Network errors, 429, 5xx, what hangs, and answers that no collector gives (a proxy's HTML) are tried again, at once
 * when the network is back; every write is idempotent. The body is read anew for each try, without what is null in it.
 * `undefined` after a refusal or the last try.
 */
export function createTransport(root: string | URL): Send {
  const request = fetch;
  return async (path: string, body?: { write_token?: unknown }) => {
    for (let usual = FIRST_PAUSE_MS; usual < PAUSES_BELOW_MS; usual *= 2) {
      let asked: number | undefined;
      try {
        const response = await request(`${root}${path}`, {
          method: body && 'POST',
          // No address of the page is told.
          referrer: '',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
          // What a person said outlives the page. That costs more, and the configuration, given up
          // while it is kept alive, would bar the cache to its next try.
          keepalive: body?.write_token as boolean,
          body: body && JSON.stringify(body, (_key, value: unknown) => value ?? undefined),
          credentials: 'omit',
        } as RequestInit);
        if (response.ok) {
          const answer = await response.json();
          if (answer.surveys || answer.id || 'show' in answer) return answer;
        } else if (response.status < 500 && response.status !== 429) return undefined;
        asked = +response.headers.get('Retry-After')! * 1000;
      } catch {
        // No network, no answer in time, or no JSON: worth another try.
      }
      await new Promise((resume) => {
        addEventListener('online', resume);
        // A timer set for longer than a month would not wait at all.
        setTimeout(resume, (asked || usual * (Math.random() + 0.5)) % LONGEST_PAUSE_MS);
      });
    }
    return undefined;
  };
}
