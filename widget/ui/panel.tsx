import { h } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Category } from '../../shared/contract/common.ts';
import { FollowUp } from './follow-up.tsx';
import { Scale } from './scale.tsx';
import { Sender } from './sender.tsx';
import { ThanksLink } from './thanks-link.tsx';

export interface Actions {
  onMove: (cursor: number) => void;
  onChoose: (score: number, click: PointerEvent) => void;
  onType: (typed: string) => void;
  onContact: (isWelcome: boolean) => void;
  onSend: () => void;
  onSkip: () => void;
  onClose: () => void;
}

interface Props extends Actions {
  survey: ConfigSurvey;
  cursor: number | undefined;
  score: number | undefined;
  category: Category | undefined;
  isDone: boolean;
}

/** The survey as a person meets it: question and scale, below them the follow-up once there is a score, then thanks. */
export function Panel({ survey, cursor, score, category, isDone, ...actions }: Props) {
  const { wording, look, locale, direction } = survey;
  const followUp = category && wording.follow_up[category];
  const thanks = isDone ? wording.thanks[category!] : undefined;
  return (
    <div
      class={`panel ${look.position} ${look.theme}`}
      role="dialog"
      aria-label={wording.question}
      lang={locale}
      dir={direction}
    >
      {!thanks && (look.logo || look.name) && <Sender {...look} />}
      {!thanks && <Scale {...actions} survey={survey} cursor={cursor} score={score} />}
      {!thanks && followUp && <FollowUp {...actions} wording={wording} question={followUp} />}
      <div class={thanks ? 'thanks' : 'heard'} role="status" />
      {thanks?.link && <ThanksLink {...thanks.link} />}
      <button class="close" aria-label={wording.close} onClick={actions.onClose}>
        ×
      </button>
    </div>
  );
}
