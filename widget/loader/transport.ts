import type { Config, DisplayVerdict } from '../../shared/contract/collector.ts';

const FIRST_PAUSE_MS = 1000;
const TRIES = 12;

/** How long a request is waited for, and how the time before another try passes. */
export interface Patience {
  /** Read anew for each try. */
  readonly signal?: AbortSignal | undefined;
  wait(pause_ms: number): Promise<unknown>;
}

export interface Send {
  (path: '/displays', claim: object): Promise<DisplayVerdict | undefined>;
  (path: `/config${string}`): Promise<Config | undefined>;
  (path: string, body: object, patience?: Patience): Promise<object | undefined>;
}

/**
 * Speaks to the collector below `root`. A string body travels as text/plain, which needs no preflight even while the page
 * goes away. Network errors, 429, 5xx and answers that no collector gives (a proxy's HTML) are tried again; every write
 * is idempotent. `undefined` after a refusal or the last try.
 */
export function createTransport(root: string): Send {
  const request = fetch;
  return async (path: string, body?: object, patience: Patience = { wait: sleep }) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      let pause = FIRST_PAUSE_MS * 2 ** attempt * (Math.random() + 0.5);
      try {
        const response = await request(root + path, {
          method: body && 'POST',
          body: body && JSON.stringify(body, withoutNull),
          keepalive: true,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          ...patience,
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
      await patience.wait(pause);
    }
    return undefined;
  };
}

function sleep(pause: number): Promise<unknown> {
  return new Promise((resume) => setTimeout(resume, pause));
}

function withoutNull(_key: string, value: unknown): unknown {
  return value ?? undefined;
}
