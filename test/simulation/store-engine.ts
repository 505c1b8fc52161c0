import { getRandomValues } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { changeStamps } from '../../server/storage/sqlite/change-stamp.ts';
import { Interning } from '../../server/storage/sqlite/interning.ts';
import { claimDisplay } from '../../server/storage/sqlite/writes/claim-display.ts';
import { dismissDisplay } from '../../server/storage/sqlite/writes/dismiss-display.ts';
import { recordResponse } from '../../server/storage/sqlite/writes/record-response.ts';
import { surveyWrites } from '../../server/storage/sqlite/writes/surveys.ts';
import { tenantWrites } from '../../server/storage/sqlite/writes/tenants.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Engine } from './simulate.ts';
import type { Visit } from './town.ts';

const newId = (at: number) => uuidv7(at, getRandomValues(new Uint8Array(16)));

/** The store's own operations on a real file, without waiting for the disk after each. */
export function storeEngine(db: Database, surveys: Survey[], zone: string): Engine {
  const { id: project } = tenantWrites(db).createProject({
    public_id: 'prj_simulated',
    public_key: 'elv_pk_simulated',
    name: '',
    mode: 'live',
    time_zone: zone,
    created_at: 0,
  });
  for (const survey of surveys) surveyWrites(db).createSurvey(project, survey);
  const stamp = changeStamps(db);
  const claim = claimDisplay(db, new Interning(db), stamp);
  const dismiss = dismissDisplay(db);
  const record = recordResponse(db, stamp);
  const shown = new Map<Visit, string>();

  return {
    claim(number, visit) {
      const display_id = newId(visit.at);
      const decided = claim({
        project_id: project,
        display_id,
        survey: { internal_id: number + 1, survey: surveys[number]! },
        survey_version: 1,
        person: { id: `user-${visit.person}`, anonymous: false },
        account: `account-${visit.account}`,
        traits: {},
        touchpoint: undefined,
        locale: undefined,
        url_path: undefined,
        device: visit.device === 0 ? 'desktop' : 'phone',
        identity: 'claimed',
        now: visit.at,
        time_zone: zone,
      });
      if (decided.outcome === 'shown') shown.set(visit, display_id);
      return decided.outcome === 'shown';
    },

    end(_, visit, how, at) {
      const display_id = shown.get(visit)!;
      shown.delete(visit);
      if (how === 'closed') return void dismiss({ project_id: project, display_id, reason: 'closed', now: at });
      return void record(
        {
          project_id: project,
          response_id: newId(at),
          display_id,
          channel: 'widget',
          score: 9,
          comment: null,
          contact_ok: null,
          responded_at: at,
          received_at: at,
          day: visit.day,
        },
        () => 0,
      );
    },
  };
}
