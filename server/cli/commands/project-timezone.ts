import { offsetSpans, isZone } from '../../../shared/calendar/zone.ts';
import type { CalendarOutcome } from '../../storage/storage.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type Command } from '../command.ts';

export interface ProjectTimezoneArguments {
  time_zone?: string;
  project?: string;
  /** The month in which a fiscal year begins, 1–12, as text; without it that stays as it is. */
  fiscal_start?: string;
}

export interface ProjectTimezoneResult extends CalendarOutcome {
  project_id: string;
  time_zone: string;
  fiscal_start_month: number;
}

/**
 * What may not be changed while a project is counted: the zone in which its days begin, and the month in which its fiscal year
 * does. Every answer and display is dated anew, in one transaction that the audit names.
 */
export const projectTimezone: Command<ProjectTimezoneArguments, ProjectTimezoneResult> = async (
  { storage, now },
  { time_zone = '', project: id, fiscal_start },
) => {
  const project = await chosenProject(storage, id);
  if (!isZone(time_zone)) throw new CommandError('Name a zone such as Europe/Copenhagen.');
  const fiscal_start_month =
    fiscal_start === undefined ? project.settings.fiscal_start_month : monthOrError(fiscal_start);
  const outcome = await storage.changeCalendar({
    project_id: project.id,
    time_zone,
    fiscal_start_month,
    offsets: offsetsOf(time_zone, now()),
    actor: 'cli',
    now: now(),
  });
  return { project_id: project.public_id, time_zone, fiscal_start_month, ...outcome };
};

function monthOrError(text: string): number {
  const month = Number(text);
  if (text.trim() === '' || !Number.isInteger(month) || month < 1 || month > 12) {
    throw new CommandError('--fiscal-start must be a month, 1 to 12.');
  }
  return month;
}

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** From 1970 on, and a year ahead for clocks that run ahead; what is earlier goes by the first of them. */
function offsetsOf(zone: string, now: number): { since: number; offset_ms: number }[] {
  return offsetSpans(zone, 0, now + YEAR_MS).map(({ start, offsetMs }, place) => ({
    since: place === 0 ? Number.MIN_SAFE_INTEGER : start,
    offset_ms: offsetMs,
  }));
}
