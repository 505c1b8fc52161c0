import { init } from './init.ts';
import { keyCreate } from './key-create.ts';
import { seed } from './seed.ts';

/** Every command that writes, under the name by which the command line and a running server speak of it. */
export const COMMANDS = { init, key_create: keyCreate, seed };

export type CommandName = keyof typeof COMMANDS;
export type ArgumentsOf<Name extends CommandName> = Parameters<(typeof COMMANDS)[Name]>[1];
export type ResultOf<Name extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[Name]>>;
