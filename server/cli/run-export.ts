import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openStorage } from '../storage/open-storage.ts';
import { CommandError } from './command.ts';
import { exportCommand, type ExportArguments } from './commands/export.ts';
import { controlSocketPath } from './control-socket.ts';
import { callServer } from './server-call.ts';

/** Writes an export as it is made: by the running server, or from the database when none runs. */
export async function runExport(
  database: string,
  args: ExportArguments,
  output: NodeJS.WritableStream,
  { end }: { end: boolean },
): Promise<void> {
  const answer = await callServer(controlSocketPath(database), 'export', args);
  if (answer) {
    if (answer.statusCode !== 200) {
      const { message } = JSON.parse(await text(answer)) as { message?: string };
      throw new CommandError(message ?? 'The running server refused the export.');
    }
    return pipeline(answer, output, { end });
  }

  const storage = openStorage(database);
  try {
    await pipeline(await exportCommand({ storage, now: Date.now }, args), output, { end });
  } finally {
    await storage.close();
  }
}
