import type { DismissalReason } from '../../shared/contract/collector.ts';
import type { TraitValue } from '../../shared/contract/common.ts';

/** Traits of a person or company; a value that is null or undefined is left out. */
export type TraitValues = Record<string, TraitValue | null | undefined>;

export interface Options {
  /** The project's public key, `elv_pk_…`. */
  project: string;
  /** Where the collector is, such as `https://nps.example.com`; the origin of the script when absent. */
  host?: string | undefined;
  /** BCP 47 tag of the words to show; the page's `lang`, then the browser's language, when absent. */
  locale?: string | undefined;
  /** The vendor's own id of the person. */
  user?: string | undefined;
  /** The vendor's own id of the company that the person belongs to. */
  account?: string | undefined;
  /** Signed proof that the person is who `user` says. */
  token?: string | undefined;
  /** `local`: the device keeps a random id of an anonymous person, and answers that could not be sent. Absent: nothing is stored. */
  storage?: 'local' | undefined;
  /** Where a survey with the position `inline` stands: an element, or a selector of one. */
  target?: Element | string | undefined;
}

/** What is known of a touchpoint; a survey's conditions read it in the browser, it is never sent. */
export type Properties = Record<string, unknown>;

export interface Identity {
  id: string | number;
  account?: string | number | { id: string | number; traits?: TraitValues } | null | undefined;
  traits?: TraitValues | undefined;
  token?: string | null | undefined;
}

/** What each event tells its listeners. */
export interface Events {
  ready: object;
  eligible: { survey_id: string };
  /** A listener that returns false keeps the survey off the page; its display is given back. */
  beforeShow: { survey_id: string };
  shown: { survey_id: string; display_id: string };
  scored: { survey_id: string; response_id: string; score: number };
  commented: { survey_id: string; response_id: string; comment: string };
  dismissed: { survey_id: string; reason: DismissalReason };
  completed: { survey_id: string; response_id: string };
  error: { error: unknown };
}

export type EventName = keyof Events;
export type Listener<E extends EventName> = (detail: Events[E]) => unknown;
export type Emit = <E extends EventName>(name: E, detail: Events[E]) => boolean;

export interface Elleve {
  identify(identity: Identity): void;
  /** Forgets the person, as after signing out. */
  reset(): void;
  /** Says that a touchpoint was reached, and what is known of it. */
  track(touchpoint: string, properties?: Properties): void;
  /** Asks now, whatever the local rules say; the collector still decides. Without an id: the first live survey. */
  show(surveyId?: string): void;
  dismiss(): void;
  on<E extends EventName>(name: E, listener: Listener<E>): void;
  off<E extends EventName>(name: E, listener: Listener<E>): void;
  /** Whether the device may keep a random id of an anonymous person, and answers that could not be sent. */
  consent(isGranted: boolean): void;
  /** Prints why each survey shows or does not. */
  debug(): void;
  /** Takes the widget out of the page for good. */
  destroy(): void;
}
