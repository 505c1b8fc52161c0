import { request } from 'node:http';
import { openStorage } from '../storage/open-storage.ts';
import { CommandError } from './command.ts';
import { COMMANDS, type ArgumentsOf, type CommandName, type ResultOf } from './commands/index.ts';
import { controlSocketPath } from './control-socket.ts';

/** Has the running server do it, or opens the database when none runs. */
export async function runCommand<Name extends CommandName>(
  database: string,
  name: Name,
  args: ArgumentsOf<Name>,
): Promise<ResultOf<Name>> {
  const answer = await askServer(controlSocketPath(database), name, args);
  if (answer !== undefined) return answer as ResultOf<Name>;

  const storage = openStorage(database);
  try {
    return (await COMMANDS[name]({ storage, now: Date.now }, args as never)) as ResultOf<Name>;
  } finally {
    await storage.close();
  }
}

/** `undefined` when no server listens. */
function askServer(socketPath: string, name: string, args: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath, path: `/${name}`, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const { result, message } = JSON.parse(text) as { result?: unknown; message?: string };
          if (response.statusCode === 200) resolve(result);
          else reject(new CommandError(message ?? 'The running server refused the command.'));
        });
      },
    );
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    call.end(JSON.stringify(args));
  });
}
