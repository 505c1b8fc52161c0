import { h, type TargetedEvent } from 'preact';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { COMMENT_CODE_POINTS } from '../../shared/limits.ts';

interface Props {
  question: string;
  wording: ConfigSurvey['wording'];
  onType: (typed: string) => void;
  onContact: (isWelcome: boolean) => void;
  onSend: () => void;
  onSkip: () => void;
}

/** The second question, in words of the first answer, with room for a few of one's own. */
export function FollowUp({ question, wording, onType, onContact, onSend, onSkip }: Props) {
  return (
    <div>
      <label for="comment">{question}</label>
      <textarea
        id="comment"
        rows={3}
        maxlength={COMMENT_CODE_POINTS}
        placeholder={wording.placeholder}
        onInput={(event: TargetedEvent<HTMLTextAreaElement>) => onType(event.currentTarget.value)}
      />
      {wording.contact && (
        <label class="contact">
          <input
            type="checkbox"
            onChange={(event: TargetedEvent<HTMLInputElement>) => onContact(event.currentTarget.checked)}
          />
          {wording.contact}
        </label>
      )}
      <div class="actions">
        <button onClick={onSkip}>{wording.skip}</button>
        <button class="send" onClick={onSend}>
          {wording.send}
        </button>
      </div>
    </div>
  );
}
