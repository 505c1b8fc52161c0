import { createServer } from 'node:net';

/** The demo cannot start as asked: the message says why and what to do. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

interface Place {
  host: string;
  port: number;
  /** The environment variable that chooses another port. */
  variable: string;
}

/** Throws `DemoError` before anything is made, so that a start that fails leaves nothing behind. */
export async function refuseTakenPort({ host, port, variable }: Place): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ host, port }, resolve));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new DemoError(`Port ${port} on ${host} is taken: stop what listens there, or choose another ${variable}.`);
  }
  await new Promise((resolve) => probe.close(resolve));
}
