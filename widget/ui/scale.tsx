import { h, type TargetedKeyboardEvent, type TargetedMouseEvent } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { moved, type Cursor } from './scale-keys.ts';

const SCORES = [...'0123456789', '10'];

interface Props {
  survey: ConfigSurvey;
  cursor: Cursor | undefined;
  score: number | undefined;
  onMove(cursor: Cursor): void;
  onChoose(score: number, click: PointerEvent): void;
}

/** The eleven answers. Enter and Space click the focused one, which the browser does by itself. */
export function Scale({ survey: { wording, direction }, cursor, score, onMove, onChoose }: Props) {
  const choose = (click: TargetedMouseEvent<HTMLElement>) => {
    const clicked = [...click.currentTarget.children].indexOf(click.target as Element);
    if (clicked >= 0) onChoose(clicked, click as MouseEvent as PointerEvent);
  };
  const move = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { ctrlKey, altKey, metaKey, currentTarget, target } = event;
    const at = [...currentTarget.children].indexOf(target as Element);
    const next = ctrlKey || altKey || metaKey ? undefined : moved({ ...cursor, at }, event, direction === 'rtl');
    if (!next) return;
    event.preventDefault();
    onMove(next);
    (currentTarget.children[next.at] as HTMLElement).focus();
  };
  return (
    <div class="answer">
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
            type="button"
            role="radio"
            class={score === n ? 'chosen' : ''}
            aria-checked={cursor?.at === n}
            tabIndex={(cursor?.at ?? 0) === n ? 0 : -1}
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
