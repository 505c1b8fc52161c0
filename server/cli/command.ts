import { Problem } from '../../shared/problem.ts';
import type { Storage } from '../storage/storage.ts';

export interface CommandContext {
  storage: Storage;
  /** Epoch milliseconds. */
  now: () => number;
  /** What links are made of; only a running server has somewhere to lead them. */
  links?: { secret: string; publicUrl: string };
}

/** Administration without HTTP: plain arguments in, plain result out, so that a running server can do it for the command line. */
export type Command<Arguments, Result> = (context: CommandContext, args: Arguments) => Promise<Result>;

/** A command that cannot be done as asked: the message says what was wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Says in a sentence what the HTTP API would say in fields. */
export async function plainly<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const fields = (error.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`);
    throw new CommandError(`${error.message}${fields.join('')}`);
  }
}
