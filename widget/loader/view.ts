import type { ConfigSurvey, DismissalReason, DisplayVerdict } from '../../shared/contract/collector.ts';
import type { Emit } from './api.ts';

export type Claim = Extract<DisplayVerdict, { show: true }>;

/** All that the view needs from the loader to show one claimed display. */
export interface Stage {
  survey: ConfigSurvey;
  displayId: string;
  claim: Claim;
  newId: () => string;
  /** Posts below the project until acknowledged, refused or given up; `undefined` when the collector did not take it. */
  send: (path: string, body: object) => Promise<object | undefined>;
  emit: Emit;
  /** Whether the display still suits the person and the moment; asked just before it is drawn. */
  isWanted: () => boolean;
  /** An answer could not be delivered. */
  onLost: () => void;
  /** Set by the view once it is drawn: takes it off the page; without a score the collector is told why. */
  close?: (reason: DismissalReason) => void;
}

/** What the chunk exports that is loaded when a survey is due. */
export interface View {
  /** Resolves when the survey has left the page; rejects when it was not drawn, with a reason only if something failed. */
  open(stage: Stage): Promise<void>;
}
