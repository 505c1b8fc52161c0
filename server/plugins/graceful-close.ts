import type { Socket } from 'node:net';
import type { App } from '../context.ts';

/** For what was sent just before and is not read yet. */
const PATIENCE_MS = 500;

/**
 * Lets a close come to its end. Node waits for every connection that is not idle, and counts among them those on which
 * nobody ever spoke (browsers open such ahead of need) and those kept alive after an answer that was given while closing.
 */
export function closeGracefully(app: App): void {
  const open = new Set<Socket>();
  let isClosing = false;

  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    // Also for what is answered past the hook below.
    app.server.prependListener('request', (_request, response) => {
      response.shouldKeepAlive = false;
    });
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, PATIENCE_MS).unref();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}
