import type { FastifyRequest } from 'fastify';
import { Problem } from '../../shared/problem.ts';
import type { Context } from '../context.ts';
import type { Project } from '../storage/storage.ts';

/** The header by which a request to a test project says what time it is there. */
export const CLOCK_HEADER = 'elleve-clock';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

/**
 * What time it is in a project, in epoch milliseconds: as the header says, or as `ELLEVE_CLOCK` moved it, in test projects; in live ones
 * the time. Throws `clock_not_movable` where a live project's clock should move, `invalid_request` for no instant.
 */
export function timeIn(
  project: Pick<Project, 'mode'>,
  request: Pick<FastifyRequest, 'headers'>,
  { now, testClockOffset = 0 }: Pick<Context, 'now' | 'testClockOffset'>,
): number {
  const told = request.headers[CLOCK_HEADER];
  if (told === undefined) return project.mode === 'test' ? now() + testClockOffset : now();
  if (project.mode !== 'test') throw new Problem('clock_not_movable');
  const time = instantOf(String(told));
  if (time === undefined) {
    throw new Problem('invalid_request', {
      errors: [{ path: CLOCK_HEADER, message: 'is not an instant such as 2026-07-01T09:00:00Z' }],
    });
  }
  return time;
}

/** How far `ELLEVE_CLOCK` moves the clock of test projects, in milliseconds: to an instant, or by days (`+90d`). */
export function clockOffset(text: string, now: number): number | undefined {
  const days = /^\+(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return Number(days) * 24 * 60 * 60 * 1000;
  const time = instantOf(text);
  return time === undefined ? undefined : time - now;
}

function instantOf(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined;
  const time = Date.parse(text);
  // 30 February is no day, whatever the parser makes of it; before 1970 and after 9999 there is nothing to test.
  const isReal = time >= 0 && new Date(time).toISOString().slice(0, 10) === text.slice(0, 10);
  return isReal ? time : undefined;
}
