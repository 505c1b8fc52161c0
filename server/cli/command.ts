import type { Storage } from '../storage/storage.ts';

export interface CommandContext {
  storage: Storage;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Administration without HTTP: plain arguments in, plain result out, so that a running server can do it for the command line. */
export type Command<Arguments, Result> = (context: CommandContext, args: Arguments) => Promise<Result>;

/** A command that cannot be done as asked: the message says what was wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
