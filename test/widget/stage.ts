import { vi } from 'vitest';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Stage } from '../../widget/loader/view.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

export interface Sent {
  path: string;
  body: Record<string, unknown>;
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}

/** A stage that acknowledges everything and keeps what was sent and told. */
export function recordingStage(changes: Partial<Stage> = {}) {
  const sent: Sent[] = [];
  const events: [name: string, detail: object][] = [];
  const onLost = vi.fn<() => void>();
  const stage: Stage = {
    survey: surveyFixture(),
    displayId: newId(),
    write_token: WRITE_TOKEN,
    options: { project: PUBLIC_KEY },
    async send(path, body) {
      sent.push({ path, body: body as Record<string, unknown> });
      return { id: 'known' };
    },
    emit(name, detail) {
      events.push([name, detail]);
      return true;
    },
    isWanted: () => true,
    onLost,
    ...changes,
  };
  return { stage, sent, events, onLost, eventNames: () => events.map(([name]) => name) };
}
