import { h, render } from 'preact';
import type { DismissalReason } from '../../shared/contract/collector.ts';
import type { Category } from '../../shared/contract/common.ts';
import { CLAIM_HOURS } from '../../shared/limits.ts';
import { categoryOf } from '../../shared/nps.ts';
import type { Stage } from '../loader/view.ts';
import { createAnswer } from './answer.ts';
import { sendable } from './comment.ts';
import { Panel, type Actions } from './panel.tsx';
import { makeRoomForKeyboard } from './keyboard-room.ts';
import { createListen } from './listen.ts';
import { painted } from './painted.ts';
import { createShadow } from './shadow.ts';

const HOUR_MS = 3_600_000;
const ANNOUNCE_AFTER_MS = 100;
const THANKS_STAY_MS = 6000;

/** Shows a claimed display; resolves when it has left the page, rejects when it was not drawn. */
export async function open(stage: Stage): Promise<void> {
  const { survey, displayId, emit, isWanted } = stage;
  // An id of version 7 begins with the milliseconds at which the display was claimed.
  const isLate = Date.now() - parseInt(displayId.replace('-', ''), 16) > CLAIM_HOURS * HOUR_MS;
  emit('eligible', { survey_id: survey.id });
  if (isLate || !isWanted() || !emit('beforeShow', { survey_id: survey.id })) throw undefined;
  await new Promise<void>((onGone) => show(stage, onGone));
}

function show(stage: Stage, onGone: () => void): void {
  const { survey, displayId, emit, options } = stage;
  const answer = createAnswer(stage);
  const shadow = createShadow(survey, options);
  const { host, place, root, remove } = shadow;
  const { listen, end } = createListen();
  let cursor: number | undefined;
  let score: number | undefined;
  let category: Category | undefined;
  let isDone = false;
  let isGone = false;
  let isHeard = false;
  let typed = '';
  let saved = '';
  let mayContact = false;
  let savedContact = false;

  const actions: Actions = {
    onMove(next) {
      cursor = next;
      draw();
    },
    onChoose(chosen, { pointerType }) {
      if (chosen === score) return;
      cursor = score = chosen;
      answer.score(score);
      category = categoryOf(score);
      draw();
      // Who chose by key writes on at once; a hand comes from the mouse later than the paint. On a touch screen focus would
      // raise the keyboard over the page, unasked.
      if (!pointerType) focus('textarea');
      else if (pointerType !== 'touch') void painted().then(() => focus('textarea'));
    },
    onType: (text) => (typed = text),
    onContact: (isWelcome) => (mayContact = isWelcome),
    onSend: thank,
    onSkip() {
      typed = '';
      thank();
    },
    onClose: () => close('closed'),
  };

  function draw() {
    render(<Panel {...{ survey, cursor, score, category, isDone }} {...actions} />, root);
    announce();
  }

  /** A live region is heard when it changes, not when it appears. Its text is not in the tree, which is drawn once for it. */
  function announce() {
    const { question, follow_up, thanks } = survey.wording;
    const text = isDone ? thanks[category!].text : (follow_up[category!] ?? question);
    const region = root.querySelector('[role=status]')!;
    if (isHeard && region.textContent !== text) region.textContent = text;
  }

  function focus(selector: string) {
    // None when the survey went on meanwhile.
    const element = root.querySelector<HTMLElement>(selector);
    element?.focus({ preventScroll: true });
    // Within the panel, which may be higher than a small window.
    element?.scrollIntoView?.({ block: 'nearest' });
  }

  /** Sends what was added to the score, as far as it has not been sent; a comment saved and then skipped is taken back. */
  function save(isLastWord = false) {
    const comment = sendable(typed);
    if (score === undefined || (comment === saved && mayContact === savedContact)) return;
    const addition = {
      ...(comment !== saved && { comment }),
      ...(mayContact !== savedContact && { contact_ok: mayContact }),
    };
    saved = comment;
    savedContact = mayContact;
    answer.add(addition, isLastWord);
  }

  function thank() {
    save();
    const hadFocus = root.activeElement;
    isDone = true;
    draw();
    if (hadFocus) focus('.close');
    answer.complete();
    if (!survey.wording.thanks[category!].link) setTimeout(close, THANKS_STAY_MS);
  }

  function close(reason: DismissalReason) {
    if (isGone) return;
    isGone = true;
    end();
    remove();
    if (score === undefined) answer.dismiss(reason);
    else if (!isDone) {
      if (reason !== 'timeout') {
        typed = '';
        mayContact = false;
      }
      save();
      answer.complete();
    }
    onGone();
  }

  /** A place that is taken out of the page takes the survey with it: nobody can answer it any more. */
  function closeWithPlace() {
    const watch = new MutationObserver(() => {
      if (!host.isConnected) close('timeout');
      if (isGone) watch.disconnect();
    });
    watch.observe(document, { childList: true, subtree: true });
  }

  const escape = (event: Event) => {
    const { key, isComposing, defaultPrevented, currentTarget } = event as KeyboardEvent;
    // Elsewhere on the page Escape belongs to what has the focus there.
    const isOurs = currentTarget === root || document.activeElement === document.body;
    if (key !== 'Escape' || !isOurs || isComposing || defaultPrevented) return;
    // The key goes up when we are gone: the page shall not hear half a press.
    addEventListener('keyup', (up) => up.stopImmediatePropagation(), { capture: true, once: true });
    close('escape');
  };

  draw();
  place.append(host);
  stage.close = close;
  makeRoomForKeyboard(shadow, listen);
  if (survey.look.position === 'inline') closeWithPlace();
  root.addEventListener('keydown', escape);
  listen(document, 'keydown', escape);
  listen(document, 'visibilitychange', () => document.hidden && save());
  listen(window, 'pagehide', () => save(true));
  setTimeout(() => {
    isHeard = true;
    announce();
  }, ANNOUNCE_AFTER_MS);
  emit('shown', { survey_id: survey.id, display_id: displayId });
}
