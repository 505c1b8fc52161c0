import type { Database } from 'better-sqlite3';
import { captureOf } from '../index/change-capture.ts';
import { countedDelay } from '../index/counted-rows.ts';

/** A row of `response`, of which the rest follows. Words are numbers. */
export interface NewAnswer {
  project: number;
  response: Uint8Array;
  display: Uint8Array | null;
  original: Uint8Array | null;
  survey: number;
  version: number;
  person: number | null;
  account: number | null;
  traits: number | null;
  locale: number | null;
  touchpoint: number | null;
  score: number;
  comment: string | null;
  contact_ok: boolean | null;
  channel: number;
  identity: number;
  url_path: string | null;
  day: number;
  responded_at: number;
  received_at: number;
  /** Milliseconds since its display. */
  delay: number | null;
  updated_us: number;
  flags: number;
}

/**
 * The one way in which answers come in: `ChangeCapture` is told of each here and not by a trigger (docs/adr/0028-answers-come-in-one-way.md).
 * False when the id is taken.
 */
export function insertAnswer(db: Database): (answer: NewAnswer) => boolean {
  const insert = db.prepare(
    `insert into response (project_id, response_id, display_id, original, survey_id, survey_version, respondent_id, account_id,
       trait_set_id, locale_id, touchpoint_id, score, comment, comment_id, contact_ok, channel, identity, url_path, day,
       responded_at, received_after, delay_ms, updated_us, flags)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (project_id, response_id) do nothing`,
  );
  // None is given twice, not even when its comment is gone: it would count as indexed.
  const nextComment = db
    .prepare<[], number>(
      `select 1 + max(
         (select indexed_up_to from comment_fts_progress),
         (select coalesce(max(comment_id), 0) from response where comment_id is not null)
       )`,
    )
    .pluck();

  return (answer) => {
    const comment = answer.comment === null ? null : nextComment.get()!;
    const { changes } = insert.run(
      answer.project,
      answer.response,
      answer.display,
      answer.original,
      answer.survey,
      answer.version,
      answer.person,
      answer.account,
      answer.traits,
      answer.locale,
      answer.touchpoint,
      answer.score,
      answer.comment,
      comment,
      answer.contact_ok === null ? null : Number(answer.contact_ok),
      answer.channel,
      answer.identity,
      answer.url_path,
      answer.day,
      answer.responded_at,
      answer.received_at - answer.responded_at,
      answer.delay,
      answer.updated_us,
      answer.flags,
    );
    if (changes === 0) return false;
    captureOf(db)?.note({
      project: answer.project,
      sign: 1,
      answer: {
        survey: answer.survey,
        day: answer.day,
        account: answer.account ?? 0,
        traitSet: answer.traits ?? 0,
        setting: [answer.locale ?? 0, answer.touchpoint ?? 0, answer.channel, answer.identity, answer.version],
        respondent: answer.person ?? 0,
        score: answer.score,
        comment: comment ?? 0,
        respondedAt: answer.responded_at,
        delay: countedDelay(answer.delay),
      },
    });
    return true;
  };
}
