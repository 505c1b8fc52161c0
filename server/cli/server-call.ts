import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Asks the server that runs on this database; `undefined` when none listens. */
export function callServer(socketPath: string, name: string, args: unknown): Promise<IncomingMessage | undefined> {
  return call(socketPath, `/${name}`, 'application/json', () => Readable.from([JSON.stringify(args)]));
}

/** The same with bytes for the command to read. */
export function sendToServer(
  socketPath: string,
  name: string,
  args: unknown,
  bytes: () => Readable,
): Promise<IncomingMessage | undefined> {
  return call(socketPath, `/${name}?args=${encodeURIComponent(JSON.stringify(args))}`, BYTES, bytes);
}

export const BYTES = 'application/octet-stream';

function call(
  socketPath: string,
  path: string,
  contentType: string,
  body: () => Readable,
): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method: 'POST', headers: { 'content-type': contentType } }, resolve);
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    // Nothing is read before somebody listens.
    const send = (): void => void pipeline(body(), asked).catch((error: Error) => asked.destroy(error));
    asked.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', send);
      else send();
    });
  });
}
