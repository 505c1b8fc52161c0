import { DAY_MS, dayFromDate } from '../../../shared/calendar/day.ts';
import { newSecretKey } from '../../domain/keys.ts';
import { SCOPES, type Scope } from '../../../shared/contract/keys.ts';
import { CommandError, type Command } from '../command.ts';
import { chosenProject } from '../chosen-project.ts';

export interface KeyCreateArguments {
  project?: string;
  scopes: string[];
  /** `YYYY-MM-DD`: the first day, in UTC, on which the key no longer opens anything. */
  expires?: string;
}

export interface KeyCreateResult {
  project_id: string;
  scopes: Scope[];
  key: string;
}

/** The key is in the result and nowhere else: the store keeps its hash. */
export const keyCreate: Command<KeyCreateArguments, KeyCreateResult> = async ({ storage, now }, args) => {
  const project = await chosenProject(storage, args.project);
  const scopes = scopesOf(args.scopes);
  const expiresAt = args.expires === undefined ? null : expiryOf(args.expires, now());

  const { key, name, hash } = newSecretKey();
  await storage.createKey(
    { project_id: project.id, name, hash, scopes, created_at: now(), expires_at: expiresAt },
    'cli',
  );
  return { project_id: project.public_id, scopes, key };
};

/** Epoch milliseconds. `Date.parse` would take 30 February for 2 March. */
function expiryOf(date: string, now: number): number {
  const expiresAt = (dayFromDate(date) ?? -Infinity) * DAY_MS;
  if (expiresAt <= now) throw new CommandError('--expires must be a date to come, YYYY-MM-DD.');
  return expiresAt;
}

function scopesOf(asked: string[]): Scope[] {
  if (asked.length === 0) throw new CommandError(`--scope is missing: one or more of ${SCOPES.join(', ')}.`);
  return [...new Set(asked)].map((text) => {
    const scope = SCOPES.find((known) => known === text);
    if (!scope) throw new CommandError(`--scope must be one of ${SCOPES.join(', ')}.`);
    return scope;
  });
}
