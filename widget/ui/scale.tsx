import { h, type TargetedKeyboardEvent, type TargetedMouseEvent } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { moveTo } from './scale-keys.ts';

const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** When 1 was pressed, if that was the last key. */
let lastOne: number | undefined;

interface Props {
  survey: ConfigSurvey;
  /** Where the keyboard is; nothing is chosen by being there. */
  cursor: number | undefined;
  score: number | undefined;
  onMove: (cursor: number) => void;
  onChoose: (score: number, click: PointerEvent) => void;
}

/** The question and its eleven answers. Enter and Space click the focused one, which the browser does by itself. */
export function Scale({ survey: { wording, direction, numerals }, cursor, score, onMove, onChoose }: Props) {
  const focusable = cursor ?? 0;
  const move = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { key, timeStamp, ctrlKey, altKey, metaKey, currentTarget } = event;
    const next = moveTo(focusable, event, lastOne, direction === 'rtl');
    if (next === undefined || ctrlKey || altKey || metaKey) return;
    lastOne = key === '1' ? timeStamp : undefined;
    event.preventDefault();
    onMove(next);
    (currentTarget.children[next] as HTMLElement).focus();
  };
  // One listener for all: eleven would be a part of the time until the survey stands.
  const choose = (click: TargetedMouseEvent<HTMLElement>) => {
    const chosen = Array.prototype.indexOf.call(click.currentTarget.children, click.target);
    // Between two of them.
    if (chosen >= 0) onChoose(chosen, click as unknown as PointerEvent);
  };
  return (
    <div>
      <p id="question">{wording.question}</p>
      <div
        class="scale"
        role="radiogroup"
        aria-labelledby="question"
        aria-describedby="low high"
        onKeyDown={move}
        onClick={choose}
      >
        {SCORES.map((n) => (
          <button
            role="radio"
            class={score === n ? 'chosen' : undefined}
            aria-checked={cursor === n}
            tabindex={focusable === n ? 0 : -1}
          >
            {numeral(n, numerals)}
          </button>
        ))}
      </div>
      <div class="ends">
        <span id="low">{wording.low}</span>
        <span id="high">{wording.high}</span>
      </div>
    </div>
  );
}

/** A score as the language writes it: ٧ in some, 7 in most. */
function numeral(score: number, numerals: string | undefined): string {
  return numerals ? `${score}`.replace(/\d/g, (digit) => Array.from(numerals)[+digit]!) : `${score}`;
}
