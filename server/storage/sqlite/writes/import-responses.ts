import type { Database } from 'better-sqlite3';
import type { ImportBatch, ImportedResponse, ImportOutcome } from '../../storage.ts';
import { restAfterImports, type ImportedRest } from '../asking/rest-after-imports.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { numberOf } from '../stored-words.ts';
import { insertAnswer } from './insert-answer.ts';

const IMPORT = numberOf('channel', 'import');
const CLAIMED = numberOf('identity', 'claimed');
const ANONYMOUS = numberOf('identity', 'anonymous');

interface Stored {
  original: Buffer | null;
  survey_id: number;
  score: number;
  comment: string | null;
  responded_at: number;
}

/** Stores answers without displays. Who they are is as the file says: nobody proved it. */
export function importResponses(db: Database, interning: Interning, stamp: ChangeStamp) {
  const find = db.prepare<[number, Uint8Array], Stored>(
    `select original, survey_id, score, comment, responded_at
     from response
     where project_id = ? and response_id = ?`,
  );
  const insert = insertAnswer(db);
  const rest = restAfterImports(db);

  /** Of an answer whose id is taken: the same one, as it was imported or as it is told by an export. */
  function earlier(project: number, response: Uint8Array, answer: ImportedResponse): ImportOutcome {
    const stored = find.get(project, response);
    if (!stored) return 'created';
    const isSame =
      stored.original?.equals(answer.original) ||
      (stored.survey_id === answer.survey &&
        stored.score === answer.score &&
        stored.comment === answer.comment &&
        stored.responded_at === answer.responded_at);
    return isSame ? 'repeated' : 'id_reused';
  }

  return ({ project_id: project, responses, now, dry }: ImportBatch): ImportOutcome[] => {
    const resting: ImportedRest[] = [];
    const outcomes = responses.map((answer): ImportOutcome => {
      const response = answer.response_id;
      if (dry) return earlier(project, response, answer);
      const person =
        answer.respondent === null ? null : interning.person(project, { id: answer.respondent, anonymous: false });
      const isNew = insert({
        project,
        response,
        display: null,
        original: answer.original,
        survey: answer.survey,
        version: answer.survey_version,
        person,
        account: answer.account === null ? null : interning.account(project, answer.account),
        traits: interning.traits(project, answer.traits),
        locale: answer.locale === null ? null : interning.label(project, answer.locale),
        touchpoint: answer.touchpoint === null ? null : interning.label(project, answer.touchpoint),
        score: answer.score,
        comment: answer.comment,
        contact_ok: answer.contact_ok,
        channel: IMPORT,
        identity: person === null ? ANONYMOUS : CLAIMED,
        url_path: answer.url_path,
        day: answer.day,
        responded_at: answer.responded_at,
        received_at: now,
        delay: null,
        updated_us: stamp(project, now),
        flags: 0,
      });
      if (!isNew) return earlier(project, response, answer);
      if (person !== null) resting.push({ person, survey: answer.survey, responded_at: answer.responded_at });
      return 'created';
    });
    rest(project, resting);
    return outcomes;
  };
}
