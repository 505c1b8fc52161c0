// Nothing is imported here: these types are what a host's own compiler reads.

/** Traits of a person or company; a value that is null or undefined is left out. */
export type TraitValues = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  /** The project's public key, `elv_pk_…`. */
  project: string;
  /** Where the collector is, such as `https://nps.example.com`, or `https://example.com/nps/` below a path; where the script came from when absent. */
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
  /** The surveys have come, or could not be had. */
  ready: object;
  /** The collector lets this person be asked now. */
  eligible: { survey_id: string };
  /** About to be drawn. A listener that returns false keeps the survey off the page; its display is given back. */
  beforeShow: { survey_id: string };
  /** The survey stands on the page. */
  shown: { survey_id: string; display_id: string };
  /** A score was chosen, or another one in its place. */
  scored: { survey_id: string; response_id: string; score: number };
  /** A comment is on its way; an empty one takes an earlier one back. */
  commented: { survey_id: string; response_id: string; comment: string };
  /** The survey left without a score. */
  dismissed: { survey_id: string; reason: 'closed' | 'escape' | 'timeout' | 'not_drawn' };
  /** The survey was answered to its end, or closed after a score. */
  completed: { survey_id: string; response_id: string };
  /** Something of ours failed; the page goes on without a survey. */
  error: { error: unknown };
}

export type EventName = keyof Events;
export type Listener<E extends EventName> = (detail: Events[E]) => unknown;
export type Emit = <E extends EventName>(name: E, detail: Events[E]) => boolean;

export interface Elleve {
  /** Says who the person is, and of which company; another person than before closes a survey that stands. */
  identify(identity: Identity): void;
  /** Forgets the person, as after signing out. */
  reset(): void;
  /** Says that a touchpoint was reached, and what is known of it. */
  track(touchpoint: string, properties?: Properties): void;
  /** Asks now, whatever the local rules say; the collector still decides. Without an id: the first live survey. */
  show(surveyId?: string): void;
  /** Closes the survey that stands, if there is one. */
  dismiss(): void;
  /** Listens to an event. A listener that throws harms nobody. */
  on<E extends EventName>(name: E, listener: Listener<E>): void;
  /** Takes a listener off. */
  off<E extends EventName>(name: E, listener: Listener<E>): void;
  /** Whether the device may keep a random id of an anonymous person, and answers that could not be sent. */
  consent(isGranted: boolean): void;
  /** Prints why each survey shows or does not. */
  debug(): void;
  /** Takes the widget out of the page for good. */
  destroy(): void;
}
