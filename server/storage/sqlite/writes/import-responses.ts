import type { Database } from 'better-sqlite3';
import type { ImportBatch, ImportedResponse, ImportOutcome } from '../../storage.ts';
import { restAfterImports, type ImportedRest } from '../asking/rest-after-imports.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { numberOf } from '../stored-words.ts';

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
  const insert = db.prepare(
    `insert into response (project_id, response_id, original, survey_id, survey_version, respondent_id, account_id,
       trait_set_id, locale_id, touchpoint_id, score, comment, contact_ok, channel, identity, url_path, day, responded_at,
       received_after, updated_us)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${IMPORT}, ?, ?, ?, ?, ?, ?)
     on conflict (project_id, response_id) do nothing`,
  );
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
      const { changes } = insert.run(
        project,
        response,
        answer.original,
        answer.survey,
        answer.survey_version,
        person,
        answer.account === null ? null : interning.account(project, answer.account),
        interning.traits(project, answer.traits),
        answer.locale === null ? null : interning.label(project, answer.locale),
        answer.touchpoint === null ? null : interning.label(project, answer.touchpoint),
        answer.score,
        answer.comment,
        answer.contact_ok === null ? null : Number(answer.contact_ok),
        person === null ? ANONYMOUS : CLAIMED,
        answer.url_path,
        answer.day,
        answer.responded_at,
        now - answer.responded_at,
        stamp(project, now),
      );
      if (changes === 0) return earlier(project, response, answer);
      if (person !== null) resting.push({ person, survey: answer.survey, responded_at: answer.responded_at });
      return 'created';
    });
    rest(project, resting);
    return outcomes;
  };
}
