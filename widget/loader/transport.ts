import type { Config, DisplayVerdict } from '../../shared/contract/collector.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 3_600_000;
const ANSWER_WITHIN_MS = 30_000;
const TRIES = 9;
const CLAIM = '/displays';

export interface Send {
  (path: typeof CLAIM, claim: object): Promise<DisplayVerdict | undefined>;
  (path: `/config${string}`): Promise<Config | undefined>;
  (path: string, body: object): Promise<object | undefined>;
}

/**
 * Speaks to the collector below `root`. A string body travels as text/plain, which needs no preflight even while the page
 * goes away. Network errors, 429, 5xx and answers that no collector gives (a proxy's HTML) are tried again; every write
 * is idempotent. `undefined` after a refusal or the last try.
 */
export function createTransport(root: string): Send {
  const request = fetch;
  return async (path: string, body?: object) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      let pause = FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random());
      try {
        const response = await request(root + path, {
          method: body && 'POST',
          body: body && JSON.stringify(body, withoutNull),
          keepalive: true,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        } as RequestInit);
        if (response.ok) {
          const answer = await response.json();
          if ((answer.id ?? answer.show ?? answer.surveys) !== undefined) return answer;
        } else if (response.status < 500 && response.status !== 429) return undefined;
        pause = +response.headers.get('Retry-After')! * 1000 || pause;
      } catch {
        // No network, no answer in time, or no JSON: worth another try.
      }
      await new Promise((resume) => {
        setTimeout(resume, Math.min(pause, LONGEST_PAUSE_MS));
        // A page on its way out makes a last attempt for an answer, never for a question.
        if (path === CLAIM) return;
        addEventListener('online', resume, { once: true });
        addEventListener('pagehide', resume, { once: true });
      });
    }
    return undefined;
  };
}

function withoutNull(_key: string, value: unknown): unknown {
  return value ?? undefined;
}
