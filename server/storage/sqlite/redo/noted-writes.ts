import type { Database } from 'better-sqlite3';
import type { DisplayDismissal, DisplayRequest, ResponseEdit, ResponseRecord } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { OddAnswers } from '../odd-answers.ts';
import { tenantReads } from '../reads/tenants.ts';
import { changeResponse } from '../writes/change-response.ts';
import { claimDisplay } from '../writes/claim-display.ts';
import { dismissDisplay } from '../writes/dismiss-display.ts';
import { recordResponse } from '../writes/record-response.ts';
import type { Claimed, Redo, Trace } from './redo.ts';

/** What pages say, day in, day out: each of these operations tells what it leaves, and `replay` carries that out again. */
export function notedWrites(db: Database, interning: Interning, stamp: ChangeStamp) {
  const record = recordResponse(db, stamp);
  const claim = claimDisplay(db, interning, stamp);
  const change = changeResponse(db, stamp);
  const dismiss = dismissDisplay(db);
  const { findSurvey } = tenantReads(db);
  const odd = new OddAnswers();

  return {
    recordResponse(response: ResponseRecord) {
      let flags = 0;
      const outcome = record(response, (arrival) => (flags = odd.judge(arrival)));
      return { outcome, trace: outcome === 'created' ? (['answer', response, flags] satisfies Redo) : NOTHING };
    },

    claimDisplay(request: DisplayRequest) {
      const outcome = claim(request);
      return { outcome, trace: outcome.outcome === 'shown' || isJoined(request) ? traceOf(request) : NOTHING };
    },

    changeResponse(edit: ResponseEdit) {
      const outcome = change(edit);
      return { outcome, trace: outcome === 'changed' ? (['change', edit] satisfies Redo) : NOTHING };
    },

    dismissDisplay(dismissal: DisplayDismissal) {
      const outcome = dismiss(dismissal);
      return { outcome, trace: outcome === 'dismissed' ? (['dismissal', dismissal] satisfies Redo) : NOTHING };
    },

    replay(redo: Redo): void {
      if (redo[0] === 'answer') record(redo[1], () => redo[2]);
      else if (redo[0] === 'change') change(redo[1]);
      else if (redo[0] === 'dismissal') dismiss(redo[1]);
      else claim(requestOf(redo[1]), true);
    },
  };

  /** A survey does not change between a claim and the next commit: what changes it is committed at once. */
  function requestOf(claimed: Claimed): DisplayRequest {
    return { ...claimed, survey: findSurvey(claimed.project_id, claimed.survey)! };
  }
}

const NOTHING: Trace = 'nothing';

/** A device on which somebody identifies may bring its history, whether or not there is a display. */
function isJoined({ device_id }: DisplayRequest): boolean {
  return device_id !== undefined;
}

function traceOf(request: DisplayRequest): Trace {
  if (isJoined(request)) return 'database';
  return ['claim', { ...request, survey: request.survey.survey.id }];
}
