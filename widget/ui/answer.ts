import type { DismissalReason } from '../../shared/contract/collector.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { msSince } from './ms-since.ts';
import { painted } from './painted.ts';
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
  /** Since the score was painted. */
  let begun: Promise<unknown> | undefined;
  let line: Promise<unknown> | undefined;

  /** Sends it until it is dealt with, and at once when the page goes, in whatever pause between two tries. */
  const deliver = async (path: string, body: object) => {
    const again = () => void send(path, body);
    // While it is captured: before a last word, which says more of the answer that this may be.
    addEventListener('pagehide', again, true);
    const taken = await send(path, Object.assign(body, { write_token }));
    removeEventListener('pagehide', again, true);
    return taken;
  };
  const post = async (path: string, body: object) => {
    if (!(await deliver(path, body))) onLost();
  };
  const enqueue = (path: string, body: object) => {
    begun ??= painted();
    line = (line ?? begun).then(() => post(path, body));
  };
  return {
    score(score) {
      const chosenAt = Date.now();
      if (line) enqueue(changes, { score });
      else
        enqueue('/responses', {
          id: response_id,
          display_id: displayId,
          score,
          // Read anew for each try: an answer that comes late says by how much.
          get answered_ms_ago() {
            return msSince(chosenAt);
          },
        });
      emit('scored', { survey_id, response_id, score });
    },
    add(addition, isLastWord) {
      const { comment } = addition;
      if (isLastWord) void begun!.then(() => post(changes, addition));
      else enqueue(changes, addition);
      if (comment !== undefined) emit('commented', { survey_id, response_id, comment });
    },
    complete: () => emit('completed', { survey_id, response_id }),
    dismiss(reason) {
      void deliver(`/displays/${displayId}/dismissal`, { reason });
      emit('dismissed', { survey_id, reason });
    },
  };
}
