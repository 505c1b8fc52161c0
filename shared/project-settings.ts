import type { Levels } from './contract/levels.ts';
import { DEFAULT_LEVELS } from './levels.ts';

/** What a team decides about its reports. */
export interface ProjectSettings extends Levels {
  hemisphere: 'north' | 'south';
  /** 1–12. */
  fiscal_start_month: number;
  /** The account trait that says what an account is worth; `null` weighs nobody. */
  revenue_trait: string | null;
  /** How a page proves who a person is: not at all, by a token where it has one, or always. */
  identity: 'off' | 'optional' | 'required';
  /** Breakdowns leave out groups so small that a number would point at a person. */
  hide_small_groups: boolean;
  /** Whose pages may ask and answer; empty allows every origin. */
  origins: string[];
  retention: Retention;
  /** What is masked in comments before they are stored. */
  mask_comments: Maskable[];
}

/** After how many days what is forgotten; `null` keeps it. */
export interface Retention {
  comments_days: number | null;
  identities_days: number | null;
  everything_days: number | null;
}

export const MASKABLE = ['email', 'card', 'phone'] as const;
export type Maskable = (typeof MASKABLE)[number];

export const DEFAULT_SETTINGS: ProjectSettings = {
  hemisphere: 'north',
  fiscal_start_month: 1,
  revenue_trait: null,
  hide_small_groups: true,
  identity: 'optional',
  origins: [],
  retention: { comments_days: null, identities_days: null, everything_days: null },
  mask_comments: [],
  levels: [...DEFAULT_LEVELS],
  baseline: null,
  references: [],
};
