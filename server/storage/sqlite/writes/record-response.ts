import type { Database } from 'better-sqlite3';
import { afterAnswer, type SurveyMemory } from '../../../../shared/eligibility/memory.ts';
import type { RecordOutcome, ResponseRecord } from '../../storage.ts';
import { memoryRows } from '../asking/memory-rows.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { digestOf, FIRST_BODY, originalOf, type FirstBodyRow } from '../first-body.ts';
import { captureOf } from '../index/change-capture.ts';
import { displaySetting } from '../index/counted-rows.ts';
import type { Arrival } from '../odd-answers.ts';
import { numberOf, wordOf } from '../stored-words.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';
import { insertAnswer } from './insert-answer.ts';

type StoredDisplay = [
  survey: number,
  version: number,
  person: number | null,
  account: number | null,
  traits: number | null,
  locale: number | null,
  touchpoint: number | null,
  identity: number,
  url_path: string | null,
  day: number,
  displayed_at: number,
  outcome: number,
];

const OPEN = numberOf('outcome', 'open');
const ANSWERED = numberOf('outcome', 'answered');

/**
 * Stores one answer to one display, once. The answer inherits from the display who gave it, where and in which version. `judge` tells what
 * is odd about it, as the bits of flags.
 */
export function recordResponse(db: Database, stamp: ChangeStamp) {
  const findOriginal = db.prepare<[number, Buffer], FirstBodyRow>(
    `select ${FIRST_BODY}
     from response
     where project_id = ? and response_id = ?`,
  );
  const findDisplay = db
    .prepare<[number, Buffer], StoredDisplay>(
      `select survey_id, survey_version, respondent_id, account_id, trait_set_id, locale_id, touchpoint_id, identity, url_path, day,
         displayed_at, outcome
       from display
       where project_id = ? and display_id = ?`,
    )
    .raw();
  const insert = insertAnswer(db);
  const endDisplay = db.prepare<[number, Buffer]>(
    `update display
     set outcome = ${ANSWERED}
     where project_id = ? and display_id = ?`,
  );
  const memories = memoryRows(db);

  /** What became of an answer whose display is not open: most often it is a retry. */
  function earlierOutcome(record: ResponseRecord, response: Buffer, otherwise: RecordOutcome): RecordOutcome {
    const stored = findOriginal.get(record.project_id, response);
    if (!stored) return otherwise;
    return originalOf(stored).equals(digestOf(record)) ? 'repeated' : 'id_reused';
  }

  return (record: ResponseRecord, judge: (arrival: Arrival) => number): RecordOutcome => {
    const response = bytesOfUuid(record.response_id);
    const display = bytesOfUuid(record.display_id);
    const shown = findDisplay.get(record.project_id, display);
    if (!shown) return earlierOutcome(record, response, 'unknown_display');
    const [
      survey,
      version,
      person,
      account,
      traits,
      locale,
      touchpoint,
      identity,
      url_path,
      day,
      displayed_at,
      outcome,
    ] = shown;
    if (outcome === ANSWERED) return earlierOutcome(record, response, 'display_answered');

    const { project_id, received_at, responded_at } = record;
    const isVerified = wordOf('identity', identity).startsWith('verified');
    const memory = person === null ? undefined : memories.read(project_id, person);
    if (isVerified && hasAnsweredIts(memory?.[survey], displayed_at)) {
      return earlierOutcome(record, response, 'display_answered');
    }
    const isNew = insert({
      project: project_id,
      response,
      display,
      original: null,
      survey,
      version,
      person,
      account,
      traits,
      locale,
      touchpoint,
      score: record.score,
      comment: record.comment,
      contact_ok: record.contact_ok,
      channel: numberOf('channel', record.channel),
      identity,
      url_path,
      day: record.day,
      responded_at,
      received_at,
      // A browser may claim to have been answered before it asked.
      delay: Math.max(0, responded_at - displayed_at),
      updated_us: stamp(project_id, received_at),
      flags: judge({ survey: `${project_id} ${survey}`, isVerified, displayed_at, responded_at, received_at }),
    });
    if (!isNew) return 'id_reused';
    endDisplay.run(project_id, display);
    if (outcome === OPEN) {
      captureOf(db)?.noteAnswered(project_id, {
        survey,
        day,
        account: account ?? 0,
        traitSet: traits ?? 0,
        setting: displaySetting(locale, touchpoint, identity, version),
        displayedAt: displayed_at,
      });
    }
    if (memory) memories.write(project_id, person!, afterAnswer(memory, survey, displayed_at, received_at));
    return 'created';
  };
}

/**
 * A person who is proved to be who they are has one answer to a survey in a wave, on however many devices it was shown. Nobody is shown it
 * again in a wave that they have answered: an answer that came after a display of an earlier wave may be of that wave.
 */
function hasAnsweredIts(known: SurveyMemory | undefined, displayedAt: number): boolean {
  if (known === undefined || known.last_answer_at === null) return false;
  return known.last_answer_at >= Math.min(known.wave_started_at, displayedAt);
}
