import type { Database } from 'better-sqlite3';
import type { Identity } from '../../../../shared/contract/common.ts';
import { mergedMemories } from '../../../../shared/eligibility/memory.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { numberOf } from '../stored-words.ts';
import { memoryRows, unpackMemory } from './memory-rows.ts';
import { optOuts } from './opt-outs.ts';

interface DeviceRow {
  respondent_id: number;
  merged_into: number | null;
  memory: string | null;
}

const ANONYMOUS = numberOf('identity', 'anonymous');

interface Merge {
  project: number;
  /** The random id of the device. */
  device: string;
  person: { number: number; id: string };
  identity: Identity;
  now: number;
}

/**
 * Joins what a device did before anybody was known on it to the first person who identifies there: displays, answers, rests and an
 * opt-out. Later ones on the same device get nothing: what was done on it is not theirs.
 */
export function mergeDevice(db: Database, stamp: ChangeStamp) {
  const find = db.prepare<[number, string], DeviceRow>(
    `select respondent.respondent_id, respondent.merged_into, asking_memory.memory
     from respondent
     left join asking_memory using (project_id, respondent_id)
     where respondent.project_id = ? and respondent.external_id = ? and respondent.anonymous = 1`,
  );
  const merge = db.prepare<[number, number, number]>(
    `update respondent
     set merged_into = ?
     where project_id = ? and respondent_id = ?`,
  );
  const moveDisplays = db.prepare(
    `update display
     set respondent_id = @person, identity = @identity
     where project_id = @project and respondent_id = @device and identity = ${ANONYMOUS}`,
  );
  const moveResponses = db.prepare(
    `update response
     set respondent_id = @person, identity = @identity, updated_us = @updated_us
     where project_id = @project and respondent_id = @device and identity = ${ANONYMOUS}`,
  );
  const memories = memoryRows(db);
  const listed = optOuts(db);

  return ({ project, device, person, identity, now }: Merge): void => {
    const found = find.get(project, device);
    if (!found || found.merged_into !== null) return;

    merge.run(person.number, project, found.respondent_id);
    const moved = {
      project,
      person: person.number,
      device: found.respondent_id,
      // Nobody had proved anything when the answer was given.
      identity: numberOf('identity', identity === 'verified' ? 'verified_late' : identity),
    };
    moveDisplays.run(moved);
    moveResponses.run({ ...moved, updated_us: stamp(project, now) });
    memories.change(project, person.number, (memory) => mergedMemories(memory, unpackMemory(found.memory)));
    memories.write(project, found.respondent_id, {});
    if (listed.has(project, { id: device, anonymous: true })) {
      listed.add(project, { id: person.id, anonymous: false }, now);
    }
  };
}
