import type { Database } from 'better-sqlite3';
import type { PersonMemory } from '../../../../shared/eligibility/memory.ts';
import type { ImportBatch, ImportedResponse, ImportOutcome } from '../../storage.ts';
import { memoryRows } from '../asking/memory-rows.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

interface Stored {
  original: Buffer;
  survey_id: number;
  score: number;
  comment: string | null;
  responded_at: number;
}

/** Stores answers without displays. Who they are is as the file says: nobody proved it. */
export function importResponses(db: Database, interning: Interning, stamp: ChangeStamp) {
  const find = db.prepare<[number, Buffer], Stored>(
    `select original, survey_id, score, comment, responded_at
     from response
     where project_id = ? and response_id = ?`,
  );
  const insert = db.prepare(
    `insert into response (project_id, response_id, original, survey_id, survey_version, respondent_id, account_id,
       trait_set_id, locale_id, touchpoint_id, score, comment, contact_ok, channel, identity, url_path, day, responded_at,
       received_at, updated_us)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'import', ?, ?, ?, ?, ?, ?)
     on conflict (project_id, response_id) do nothing`,
  );
  const memories = memoryRows(db);

  /** Of an answer whose id is taken: the same one, as it was imported or as it is told by an export. */
  function earlier(project: number, response: Buffer, answer: ImportedResponse): ImportOutcome {
    const stored = find.get(project, response);
    if (!stored) return 'created';
    const isSame =
      stored.original.equals(answer.original) ||
      (stored.survey_id === answer.survey &&
        stored.score === answer.score &&
        stored.comment === answer.comment &&
        stored.responded_at === answer.responded_at);
    return isSame ? 'repeated' : 'id_reused';
  }

  return ({ project_id: project, responses, now, dry }: ImportBatch): ImportOutcome[] => {
    // A batch names the same people and places again and again.
    const numbers = new Map<string, number | null>();
    const numberOf = (kind: string, text: string | null, intern: (text: string) => number | null): number | null => {
      if (text === null) return null;
      const key = `${kind} ${text}`;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = intern(text)));
      return number;
    };
    const label = (text: string) => interning.label(project, text);
    const resting = new Map<number, ImportedResponse[]>();

    const outcomes = responses.map((answer): ImportOutcome => {
      const response = bytesOfUuid(answer.response_id);
      if (dry) return earlier(project, response, answer);
      const person = numberOf('person', answer.respondent, (id) => interning.person(project, { id, anonymous: false }));
      const { changes } = insert.run(
        project,
        response,
        answer.original,
        answer.survey,
        answer.survey_version,
        person,
        numberOf('account', answer.account, (id) => interning.account(project, id)),
        numberOf('traits', JSON.stringify(answer.traits), () => interning.traits(project, answer.traits)),
        numberOf('label', answer.locale, label),
        numberOf('label', answer.touchpoint, label),
        answer.score,
        answer.comment,
        answer.contact_ok === null ? null : Number(answer.contact_ok),
        person === null ? 'anonymous' : 'claimed',
        answer.url_path,
        answer.day,
        answer.responded_at,
        now,
        stamp(project, now),
      );
      if (changes === 0) return earlier(project, response, answer);
      if (person !== null) {
        const answers = resting.get(person);
        if (answers) answers.push(answer);
        else resting.set(person, [answer]);
      }
      return 'created';
    });

    for (const [person, answers] of resting) {
      memories.change(project, person, (memory) => answers.reduce(afterImported, memory));
    }
    return outcomes;
  };
}

/** Somebody who answered elsewhere was asked then, and rests from then on; what is known of later moments stays. */
function afterImported(memory: PersonMemory, { survey, responded_at: at }: ImportedResponse): PersonMemory {
  const known = memory[survey];
  if (known && known.last_shown_at >= at) {
    return (known.last_answer_at ?? -Infinity) >= at
      ? memory
      : { ...memory, [survey]: { ...known, last_answer_at: at } };
  }
  const asked = { wave_started_at: at, displays_in_wave: 1, last_shown_at: at, last_answer_at: at };
  return { ...memory, [survey]: asked };
}
