import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fastify, type FastifyInstance } from 'fastify';
import type { CommandContext } from './command.ts';
import { CommandError } from './command.ts';
import { exportCommand, type ExportArguments } from './commands/export.ts';
import { importCommand, type ImportArguments } from './commands/import.ts';
import { COMMANDS, type CommandName } from './commands/index.ts';
import { BYTES } from './server-call.ts';

/** Long paths do not fit into a socket's address (108 bytes on Linux, 104 on macOS). */
const LONGEST_PATH = 100;

export function controlSocketPath(database: string): string {
  const path = `${database}.sock`;
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new Error(`ELLEVE_DATABASE is too long for the socket beside it: ${LONGEST_PATH - 5} bytes at most.`);
  }
  return path;
}

/** Lets the command line write while the server holds the database. Only the owner of the files can open it (0600). */
export async function openControlSocket(database: string, context: CommandContext): Promise<FastifyInstance> {
  const control = fastify({ logger: false });
  control.post('/export', async (request, reply) => {
    const exported = await exportCommand(context, request.body as ExportArguments);
    return reply.type('application/octet-stream').send(Readable.from(exported, { objectMode: false }));
  });
  control.post('/settle', async () => {
    await context.storage.settle();
    return {};
  });
  control.addContentTypeParser(BYTES, (_request, bytes, done) => done(null, bytes));
  control.post<{ Querystring: { args: string } }>('/import', async ({ query, body }) => ({
    result: await importCommand(context, JSON.parse(query.args) as ImportArguments, body as Readable),
  }));
  control.post<{ Params: { command: string } }>('/:command', async (request, reply) => {
    const { command } = request.params;
    if (!isCommandName(command)) return reply.code(404).send({ message: 'This server knows no such command.' });
    return { result: await COMMANDS[command](context, request.body as never) };
  });
  control.setErrorHandler((error: Error, _request, reply) => {
    reply.code(error instanceof CommandError ? 422 : 500).send({ message: error.message });
  });

  const path = controlSocketPath(database);
  // Whoever left it here is gone: this process holds the lock of the database.
  rmSync(path, { force: true });
  const mask = process.umask(0o177);
  try {
    await control.listen({ path });
  } finally {
    process.umask(mask);
  }
  return control;
}

function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}
