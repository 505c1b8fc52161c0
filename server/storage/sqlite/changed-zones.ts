import type { Database } from 'better-sqlite3';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import type { CalendarChange, DisplayRequest, ImportBatch, ResponseRecord } from '../storage.ts';

/**
 * A request dates what it stores by the zone that its project had when the request came. Where that changed since this process
 * began, the zone is read again when the row is written: a request that raced the change would keep a day of the zone before.
 */
export class ChangedZones {
  readonly #changed = new Set<number>();
  readonly #zone;

  constructor(writer: Database) {
    this.#zone = writer
      .prepare<[number], string>(
        `select time_zone
         from project
         where project_id = ?`,
      )
      .pluck();
  }

  /** Notes the project of each change before it is carried out: one that fails leaves nothing but a zone that is read once more. */
  noting<Outcome>(change: (calendar: CalendarChange) => Outcome): (calendar: CalendarChange) => Outcome {
    return (calendar) => {
      this.#changed.add(calendar.project_id);
      return change(calendar);
    };
  }

  datingResponses<Outcome>(record: (response: ResponseRecord) => Outcome): (response: ResponseRecord) => Outcome {
    return (response) => {
      const zone = this.#zoneOf(response.project_id);
      return record(zone === undefined ? response : { ...response, day: dayOfInstant(response.responded_at, zone) });
    };
  }

  datingDisplays<Outcome>(claim: (display: DisplayRequest) => Outcome): (display: DisplayRequest) => Outcome {
    return (display) => {
      const zone = this.#zoneOf(display.project_id);
      return claim(zone === undefined ? display : { ...display, time_zone: zone });
    };
  }

  datingImports<Outcome>(store: (batch: ImportBatch) => Outcome): (batch: ImportBatch) => Outcome {
    return (batch) => {
      const zone = this.#zoneOf(batch.project_id);
      if (zone === undefined) return store(batch);
      const dated = batch.responses.map((response) => ({
        ...response,
        day: dayOfInstant(response.responded_at, zone),
      }));
      return store({ ...batch, responses: dated });
    };
  }

  /** `undefined` where the caller's own is the one. */
  #zoneOf(project: number): string | undefined {
    return this.#changed.has(project) ? this.#zone.get(project) : undefined;
  }
}
