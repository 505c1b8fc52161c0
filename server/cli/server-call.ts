import { request, type IncomingMessage } from 'node:http';

/** Asks the server that runs on this database; `undefined` when none listens. */
export function callServer(socketPath: string, name: string, args: unknown): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath, path: `/${name}`, method: 'POST', headers: { 'content-type': 'application/json' } },
      resolve,
    );
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    call.end(JSON.stringify(args));
  });
}
