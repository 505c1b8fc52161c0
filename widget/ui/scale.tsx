import { h, type TargetedKeyboardEvent, type TargetedMouseEvent } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { moveTo } from './scale-keys.ts';

const SCORES = [...'0123456789', '10'];
/** When 1 was pressed, if that was the last key. */
let lastOne: number | undefined;

interface Props {
  survey: ConfigSurvey;
  /** Where the keyboard is; nothing is chosen by being there. */
  cursor: number | undefined;
  score: number | undefined;
  onMove(cursor: number): void;
  onChoose(score: number, click: PointerEvent): void;
}

/** The question and its eleven answers. Enter and Space click the focused one, which the browser does by itself. */
export function Scale({ survey: { wording, direction }, cursor, score, onMove, onChoose }: Props) {
  const choose = (click: TargetedMouseEvent<HTMLElement>) => {
    const clicked = [...click.currentTarget.children].indexOf(click.target as Element);
    if (clicked >= 0) onChoose(clicked, click as MouseEvent as PointerEvent);
  };
  const move = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { key, timeStamp, ctrlKey, altKey, metaKey, currentTarget, target } = event;
    const scores = [...currentTarget.children];
    const next = moveTo(scores.indexOf(target as Element), event, lastOne, direction === 'rtl');
    if (next === undefined || ctrlKey || altKey || metaKey) return;
    lastOne = key === '1' ? timeStamp : undefined;
    event.preventDefault();
    onMove(next);
    (scores[next] as HTMLElement).focus();
  };
  return (
    <div>
      <p id="question">{wording.question}</p>
      <div
        class="scale"
        role="radiogroup"
        aria-labelledby="question"
        aria-describedby="low high"
        onClick={choose}
        onKeyDown={move}
      >
        {SCORES.map((label, n) => (
          <button
            role="radio"
            class={score === n ? 'chosen' : ''}
            aria-checked={cursor === n}
            tabIndex={(cursor ?? 0) === n ? 0 : -1}
          >
            {label}
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
