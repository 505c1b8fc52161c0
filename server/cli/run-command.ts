import { text } from 'node:stream/consumers';
import { openStorage } from '../storage/open-storage.ts';
import { CommandError } from './command.ts';
import { COMMANDS, type ArgumentsOf, type CommandName, type ResultOf } from './commands/index.ts';
import { controlSocketPath } from './control-socket.ts';
import { callServer } from './server-call.ts';

/** Has the running server do it, or opens the database when none runs. */
export async function runCommand<Name extends CommandName>(
  database: string,
  name: Name,
  args: ArgumentsOf<Name>,
): Promise<ResultOf<Name>> {
  const answer = await callServer(controlSocketPath(database), name, args);
  if (answer) {
    const { result, message } = JSON.parse(await text(answer)) as { result?: unknown; message?: string };
    if (answer.statusCode === 200) return result as ResultOf<Name>;
    throw new CommandError(message ?? 'The running server refused the command.');
  }

  const storage = openStorage(database);
  try {
    return (await COMMANDS[name]({ storage, now: Date.now }, args as never)) as ResultOf<Name>;
  } finally {
    await storage.close();
  }
}
