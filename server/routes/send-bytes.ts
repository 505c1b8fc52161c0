import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/**
 * Sends a long body as it is made, each character one byte (Latin-1), and no faster than it is taken. Written past Fastify's `send`: a
 * stream forgets on its way that texts are Latin-1, and each would be read twice more to be put into UTF-8. Fails as any answer does
 * where the first text cannot be had; later, the body ends without its last chunk.
 */
export async function sendBytes(reply: FastifyReply, texts: AsyncIterable<string>): Promise<void> {
  const iterator = texts[Symbol.asyncIterator]();
  const first = await iterator.next();
  const { raw } = reply.hijack();
  raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
  try {
    for (let next = first; !next.done && !raw.destroyed; next = await iterator.next()) {
      if (!raw.write(next.value, 'latin1')) await isTaken(raw);
    }
    raw.end();
  } catch (error) {
    reply.log.error({ err: error }, 'broken off');
    raw.destroy();
  } finally {
    await iterator.return?.();
  }
}

/** Resolves when more may be written, or nobody reads any more. */
async function isTaken(raw: ServerResponse): Promise<void> {
  if (raw.destroyed) return;
  const heard = new AbortController();
  const { signal } = heard;
  await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]);
  heard.abort();
}
