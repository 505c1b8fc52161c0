import { h, type TargetedEvent, type TargetedKeyboardEvent } from 'preact';
import type { Wording } from '../../shared/contract/surveys.ts';
import { COMMENT_CODE_POINTS } from '../../shared/limits.ts';

interface Props {
  question: string;
  wording: Wording;
  onType(typed: string): void;
  onSend(): void;
  onSkip(): void;
}

/** The second question, in words of the first answer, with room for a few of one's own. */
export function FollowUp({ question, wording, onType, onSend, onSkip }: Props) {
  const sendByKey = ({ key, ctrlKey, metaKey }: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (key === 'Enter' && (ctrlKey || metaKey)) onSend();
  };
  return (
    <div class="more">
      <label for="comment">{question}</label>
      <div>
        <textarea
          id="comment"
          rows={3}
          maxLength={COMMENT_CODE_POINTS}
          placeholder={wording.placeholder}
          onInput={(event: TargetedEvent<HTMLTextAreaElement>) => onType(event.currentTarget.value)}
          onKeyDown={sendByKey}
        />
        <div class="actions">
          <button type="button" class="skip" onClick={onSkip}>
            {wording.skip}
          </button>
          <button type="button" class="send" onClick={onSend}>
            {wording.send}
          </button>
        </div>
      </div>
    </div>
  );
}
