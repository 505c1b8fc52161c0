import type { Database } from 'better-sqlite3';
import { DAY_MS } from '../../../../shared/calendar/day.ts';
import type { CalendarChange, CalendarOutcome } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { auditWriter } from './audit.ts';

/** Days before 1970 that any stored instant is later than: SQL rounds a quotient below zero the wrong way. */
const EARLIER_DAYS = 1_000_000;

export function changeCalendar(db: Database, stamp: ChangeStamp) {
  // Of this connection alone. The zone itself never gets into SQL, only its offsets.
  db.exec('create temp table zone_offset (since integer primary key, offset_ms integer not null) strict');
  const forget = db.prepare('delete from temp.zone_offset');
  const note = db.prepare('insert into temp.zone_offset (since, offset_ms) values (@since, @offset_ms)');
  const find = db.prepare<[number], { public_id: string; time_zone: string }>(
    'select public_id, time_zone from project where project_id = ?',
  );
  const updateProject = db.prepare(
    `update project
     set time_zone = @time_zone,
       settings = json_set(settings, '$.fiscal_start_month', @fiscal_start_month),
       revision = revision + 1
     where project_id = @project_id`,
  );
  const dateResponses = db.prepare(
    `update response
     set day = ${dayOf('responded_at')}, updated_us = @updated_us
     where project_id = @project_id and day <> ${dayOf('responded_at')}`,
  );
  const dateDisplays = db.prepare(
    `update display
     set day = ${dayOf('displayed_at')}
     where project_id = @project_id and day <> ${dayOf('displayed_at')}`,
  );
  const audit = auditWriter(db);

  return ({ project_id, time_zone, fiscal_start_month, offsets, actor, now }: CalendarChange): CalendarOutcome => {
    const { public_id, time_zone: before } = find.get(project_id)!;
    forget.run();
    for (const offset of offsets) note.run(offset);
    updateProject.run({ project_id, time_zone, fiscal_start_month });
    const response_count = dateResponses.run({ project_id, updated_us: stamp(project_id, now) }).changes;
    const display_count = dateDisplays.run({ project_id }).changes;
    audit(project_id, {
      at: now,
      actor,
      action: 'calendar_changed',
      subject: public_id,
      details: {
        time_zone_before: before,
        time_zone,
        fiscal_start_month: String(fiscal_start_month),
        responses_dated_anew: String(response_count),
      },
    });
    return { response_count, display_count };
  };
}

/** The local day of an instant, by the offset that was last set before it. */
function dayOf(instant: string): string {
  const offset = `(select offset_ms from temp.zone_offset where since <= ${instant} order by since desc limit 1)`;
  return `((${instant} + ${offset} + ${EARLIER_DAYS * DAY_MS}) / ${DAY_MS} - ${EARLIER_DAYS})`;
}
