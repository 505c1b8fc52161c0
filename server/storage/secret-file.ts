import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The signing secret beside the database, readable by its owner only; made on the first start. */
export function readOrMakeSecret(database: string): string {
  const file = `${database}.secret`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    // `wx` fails where the file exists, so two first starts cannot each believe in a secret of their own.
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, randomBytes(32).toString('base64url'));
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} holds no usable secret: remove it, or set ELLEVE_SECRET.`);
  return secret;
}
