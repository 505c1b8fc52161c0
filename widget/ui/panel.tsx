import { h } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { categoryOf } from '../../shared/nps.ts';
import { FollowUp } from './follow-up.tsx';
import { Scale } from './scale.tsx';
import { Thanks } from './thanks.tsx';

/** What is on the screen. */
export interface State {
  cursor?: number | undefined;
  score?: number | undefined;
  isDone?: boolean;
  /** What a screen reader says without being asked. */
  announcement?: string;
}

export interface Actions {
  onMove(cursor: number): void;
  onChoose(score: number, click: PointerEvent): void;
  onType(typed: string): void;
  onSend(): void;
  onSkip(): void;
  onClose(): void;
}

interface Props extends State, Actions {
  survey: ConfigSurvey;
}

/** The survey as a person meets it: question and scale, below them the follow-up once there is a score, then thanks. */
export function Panel({ survey, cursor, score, isDone, announcement, ...actions }: Props) {
  const { wording, look, locale, direction } = survey;
  const category = score === undefined ? undefined : categoryOf(score);
  return (
    <div
      class={`panel ${look.position} ${look.theme}`}
      role="dialog"
      aria-label={wording.question}
      lang={locale}
      dir={direction}
    >
      {isDone ? (
        <Thanks {...wording.thanks[category!]} />
      ) : (
        <Scale {...actions} survey={survey} cursor={cursor} score={score} />
      )}
      {category && !isDone && <FollowUp {...actions} wording={wording} question={wording.follow_up[category]} />}
      <button class="close" aria-label={wording.close} onClick={actions.onClose}>
        ×
      </button>
      <div class="heard" role="status">
        {announcement}
      </div>
    </div>
  );
}
