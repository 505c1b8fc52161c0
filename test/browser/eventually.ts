const WITHIN_MS = 20_000;
const AGAIN_MS = 100;

/** Reads until it is there. */
export async function eventually<T>(read: () => T | Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still not there: ${JSON.stringify(value)}`);
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
}
