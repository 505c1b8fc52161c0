import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Page } from '../../shared/targeting.ts';
import type { Elleve, Options, Properties } from './api.ts';
import type { Person } from './person.ts';
import type { Send } from './transport.ts';

/** The properties with which each touchpoint was last reached. */
export type Said = Record<string, Properties | undefined>;

/**
 * The page as a survey sees it: nothing was reached, or the time has not come, when a rule of its own says no. Called for
 * every survey at every look, with what else there is to know, should somebody ask why.
 */
export type PageOf = (survey: ConfigSurvey, page: Page, restUntil?: number, person?: Person) => Page;

/** An instance as the loader makes it: what it lacks comes with the rare parts. */
export interface Loaded extends Omit<Elleve, 'consent' | 'debug'> {
  /** Loads the rare parts and has them obey a command; nobody is asked meanwhile. */
  need(...command: unknown[]): Promise<void>;
}

/** What the chunk exports that is loaded when a survey's rules, an option or a command needs it. */
export interface RareChunk {
  /**
   * Gives `elleve` its rare commands, once, and obeys `command`, if there is one; what it returns stands in place of the
   * loader's own.
   */
  extend(
    command: unknown[],
    elleve: Loaded,
    options: Options,
    said: Said,
    send: Send,
    look: () => void,
  ): [Send, PageOf];
}
