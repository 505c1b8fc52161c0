import type { ConfigSurvey, DismissalReason } from '../../shared/contract/collector.ts';
import type { Emit, Options } from './api.ts';

/** All that the view needs from the loader to show one claimed display. */
export interface Stage {
  survey: ConfigSurvey;
  displayId: string;
  write_token: string;
  /** Posts below the project until acknowledged, refused or given up; `undefined` when the collector did not take it. */
  send: (path: string, body: object) => Promise<object | undefined>;
  emit: Emit;
  /** Whether the display still suits the person and the moment; asked just before it is drawn. */
  isWanted: () => unknown;
  /** An answer could not be delivered. */
  onLost: () => void;
  options: Options;
  /** Set by the view once it is drawn: takes it off the page; without a score the collector is told why. */
  close?: (reason: DismissalReason) => void;
}

/** What the chunk exports that is loaded when a survey is due. */
export interface View {
  /** Resolves when the survey has left the page; rejects when it was not drawn, with a reason only if something failed. */
  open(stage: Stage): Promise<void>;
}
