import { h, render } from 'preact';
import type { DismissalReason } from '../../shared/contract/collector.ts';
import { categoryOf } from '../../shared/nps.ts';
import type { Stage } from '../loader/view.ts';
import { createAnswer } from './answer.ts';
import { sendable } from './comment.ts';
import { Panel, type Actions, type State } from './panel.tsx';
import { attachShadow } from './shadow.ts';

const ANNOUNCE_AFTER_MS = 100;
const THANKS_STAY_MS = 6000;

/** Shows a claimed display; resolves when it has left the page, rejects when it was not drawn. */
export async function open(stage: Stage): Promise<void> {
  const { survey, emit, isWanted } = stage;
  if (!isWanted() || !emit('beforeShow', { survey_id: survey.id })) throw undefined;
  await new Promise<void>((onGone) => show(stage, onGone));
}

function show(stage: Stage, onGone: () => void): void {
  const { survey, displayId, emit } = stage;
  const { id: survey_id, wording } = survey;
  const answer = createAnswer(stage);
  const { root, remove } = attachShadow(survey);
  const life = new AbortController();
  const { signal } = life;
  let state: State = {};
  let typed = '';
  let sent = '';

  const actions: Actions = {
    onMove: (cursor) => update({ cursor }),
    onChoose(score, { pointerType }) {
      if (score === state.score) return;
      answer.score(score);
      update({ score, cursor: score, announcement: wording.follow_up[categoryOf(score)] });
      // On a touch screen focus would raise the keyboard over the page, unasked.
      if (pointerType !== 'touch') focus('textarea');
    },
    onType: (text) => (typed = text),
    onSend() {
      save();
      thank();
    },
    onSkip() {
      typed = '';
      save();
      thank();
    },
    onClose: () => close('closed'),
  };

  function update(change: State) {
    state = { ...state, ...change };
    render(<Panel {...state} {...actions} survey={survey} />, root);
  }

  function focus(selector: string) {
    root.querySelector<HTMLElement>(selector)!.focus({ preventScroll: true });
  }

  /** Sends the comment as it stands, unless it stands so already; a comment saved and then skipped is taken back. */
  function save(tell = answer.comment) {
    const comment = sendable(typed);
    if (state.score === undefined || comment === sent) return;
    sent = comment;
    tell(comment);
  }

  function thank() {
    const { text, link } = wording.thanks[categoryOf(state.score!)];
    const hadFocus = root.activeElement;
    update({ isDone: true, announcement: text });
    if (hadFocus) focus('.close');
    answer.complete();
    if (!link) setTimeout(close, THANKS_STAY_MS);
  }

  function close(reason: DismissalReason) {
    if (signal.aborted) return;
    life.abort();
    remove();
    if (state.score === undefined) answer.dismiss(reason);
    else if (!state.isDone) answer.complete();
    onGone();
  }

  const escape = (event: Event) => {
    const { key, isComposing, defaultPrevented, currentTarget } = event as KeyboardEvent;
    // Elsewhere on the page Escape belongs to what has the focus there.
    const isOurs = currentTarget === root || document.activeElement === document.body;
    if (key === 'Escape' && isOurs && !isComposing && !defaultPrevented) close('escape');
  };

  stage.close = close;
  update({});
  root.addEventListener('keydown', escape);
  document.addEventListener('keydown', escape, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && save(), { signal });
  addEventListener('pagehide', () => save(answer.lastWord), { signal });
  // A live region is heard when it changes, not when it appears.
  setTimeout(() => update({ announcement: wording.question }), ANNOUNCE_AFTER_MS);
  emit('shown', { survey_id, display_id: displayId });
}
