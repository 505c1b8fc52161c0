import type { Send } from '../loader/transport.ts';
import { msSince } from '../ui/ms-since.ts';
import type { DeviceStore } from './device-store.ts';

/** Other versions read it too: no name in it may be one that the build shortens. */
export interface Unsent {
  /** Below the project. */
  url: string;
  body: object;
  /** When it was said, by the device's clock. */
  at: number;
}

/** More are not kept: who was offline for so long has other worries. */
const KEPT = 20;
/** The collector takes no older answer. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Keeps what a person answered on the device until the collector has dealt with it, and sends it from the next page if need be. */
export function createOutbox(store: DeviceStore<Unsent[]>, send: Send) {
  const sameAs = (a: Unsent) => (b: Unsent) => a.url === b.url && JSON.stringify(a.body) === JSON.stringify(b.body);
  const kept = () => (store.read() ?? []).filter(({ at }) => Date.now() - at < KEPT_MS);

  async function attempt(entry: Unsent, body: object): Promise<object | undefined> {
    let tries = 0;
    const counted = {
      // Called for each try.
      toJSON() {
        tries++;
        return body;
      },
    };
    const answer = await send(entry.url, counted);
    // Refused at the first try, it will be refused for ever; given up after many, the next page tries again.
    if (answer || tries === 1) store.write(kept().filter((other) => !sameAs(entry)(other)));
    return answer;
  }

  function deliver(path: string, body: { answered_ms_ago?: number }): Promise<object | undefined> {
    // How long ago it was said is known by `at`.
    const { answered_ms_ago: _changes, ...said } = body;
    const entry = { url: path, body: said, at: Date.now() };
    if (!kept().some(sameAs(entry))) store.write([...kept(), entry].slice(-KEPT));
    return attempt(entry, body);
  }

  /** In their order: a change follows its answer. */
  async function deliverKept() {
    for (const entry of kept()) {
      const { url, body, at } = entry;
      const late = {
        ...body,
        get answered_ms_ago() {
          return msSince(at);
        },
      };
      await attempt(entry, url === '/responses' ? late : body);
    }
  }

  return { deliver, deliverKept };
}
