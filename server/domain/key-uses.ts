import { DAY_MS } from '../../shared/calendar/day.ts';
import type { KeyUse, StoredKey } from '../storage/storage.ts';

/**
 * On which day each key was last used, until it is written down. A request that only reads thus writes nothing; a process that is
 * killed forgets at most what was used since the last `take`.
 */
export class KeyUses {
  readonly #days = new Map<string, KeyUse>();

  note({ project, name, last_used_day }: StoredKey, now: number): void {
    const day = Math.floor(now / DAY_MS);
    if (last_used_day !== null && last_used_day >= day) return;
    this.#days.set(`${project.id}:${name}`, { project_id: project.id, name, day });
  }

  /** Days since 1970-01-01, UTC; `null` for a key that was never used. */
  lastDayOf({ project, name, last_used_day }: StoredKey): number | null {
    return this.#days.get(`${project.id}:${name}`)?.day ?? last_used_day;
  }

  /** What is to be written down; it is forgotten here. */
  take(): KeyUse[] {
    const uses = [...this.#days.values()];
    this.#days.clear();
    return uses;
  }
}
