import type { Patience, Send } from '../loader/transport.ts';
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
  const drop = (entry: Unsent) => store.write(kept().filter((other) => !sameAs(entry)(other)));

  async function deliver(path: string, body: object, patience?: Patience): Promise<object | undefined> {
    const entry = { url: path, body, at: Date.now() };
    if (!kept().some(sameAs(entry))) store.write([...kept(), entry].slice(-KEPT));
    const counted = counting(patience);
    const answer = await send(path, body, counted);
    // Refused at the first try, it will be refused for ever; given up after many, the next page tries again.
    if (answer || !counted.waits) drop(entry);
    return answer;
  }

  /** In their order: a change follows its answer. */
  async function deliverKept() {
    for (const entry of kept()) {
      const { url, body, at } = entry;
      const isAnswer = url === '/responses';
      const counted = counting();
      const answer = await send(
        url,
        isAnswer ? { ...body, answered_ms_ago: Math.max(0, Date.now() - at) } : body,
        counted,
      );
      if (answer || !counted.waits) drop(entry);
    }
  }

  return { deliver, deliverKept };
}

function counting(patience?: Patience) {
  return {
    waits: 0,
    get signal() {
      return patience?.signal;
    },
    wait(pause: number): Promise<unknown> {
      this.waits++;
      return patience?.wait(pause) ?? new Promise((resume) => setTimeout(resume, pause));
    },
  };
}
