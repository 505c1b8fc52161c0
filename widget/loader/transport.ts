import type { Config, DisplayVerdict } from '../../shared/contract/collector.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 2_000_000_000;
const ANSWER_WITHIN_MS = 30_000;
const TRIES = 12;

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
  return async (path: string, body?: object) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      let pause = FIRST_PAUSE_MS * 2 ** attempt * (Math.random() + 0.5);
      try {
        const response = await request(`${root}${path}`, {
          method: body && 'POST',
          body: JSON.stringify(body, (_key, value: unknown) => value ?? undefined),
          // Given up while it is kept alive, the configuration would bar the cache to its next try.
          keepalive: !!body,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        } as RequestInit);
        if (response.ok) {
          const answer = await response.json();
          // oxlint-disable-next-line eqeqeq -- null is no answer either
          if ((answer.id ?? answer.show ?? answer.surveys) != null) return answer;
        } else if (response.status < 500 && response.status !== 429) return undefined;
        pause = +response.headers.get('Retry-After')! * 1000 || pause;
      } catch {
        // No network, no answer in time, or no JSON: worth another try.
      }
      await new Promise((resume) => {
        addEventListener('online', resume, { once: true });
        // A timer set for longer than a month would not wait at all.
        setTimeout(resume, pause % LONGEST_PAUSE_MS);
      });
    }
    return undefined;
  };
}
