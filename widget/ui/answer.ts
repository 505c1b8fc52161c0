import type { DismissalReason } from '../../shared/contract/collector.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { PATIENT } from './delivery.ts';
import type { Stage } from '../loader/view.ts';

export interface Answer {
  /** The first score makes the response, later ones change it. */
  score(score: number): void;
  /** What is said besides the score. The last word is sent at once: the page is going away. */
  add(addition: { comment?: string; contact_ok?: boolean }, isLastWord: boolean): void;
  complete(): void;
  dismiss(reason: DismissalReason): void;
}

/** One response to one display. Its parts are sent in their order, each when the one before has been dealt with. */
export function createAnswer({ survey, displayId, write_token, send, emit, onLost }: Stage): Answer {
  const survey_id = survey.id;
  const response_id = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
  const changes = `/responses/${response_id}/changes`;
  let line: Promise<unknown> | undefined;

  const post = async (path: string, body: object) => {
    if (!(await send(path, { write_token, ...body }, PATIENT))) onLost();
  };
  const enqueue = (path: string, body: object) => {
    line = line ? line.then(() => post(path, body)) : post(path, body);
  };
  return {
    score(score) {
      if (line) enqueue(changes, { score });
      else enqueue('/responses', { id: response_id, display_id: displayId, score });
      emit('scored', { survey_id, response_id, score });
    },
    add(addition, isLastWord) {
      const { comment } = addition;
      if (isLastWord) void post(changes, addition);
      else enqueue(changes, addition);
      if (comment !== undefined) emit('commented', { survey_id, response_id, comment });
    },
    complete: () => emit('completed', { survey_id, response_id }),
    dismiss(reason) {
      void send(`/displays/${displayId}/dismissal`, { write_token, reason }, PATIENT);
      emit('dismissed', { survey_id, reason });
    },
  };
}
