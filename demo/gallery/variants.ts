import { BUILT_IN_WORDINGS } from '../../server/domain/wording/built-in-wordings.ts';
import { resolveWording } from '../../server/domain/wording/resolve-wording.ts';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Look } from '../../shared/contract/look.ts';

/** How far the survey has come. */
export const VIEWS = ['question', 'comment', 'thanks'] as const;
export type View = (typeof VIEWS)[number];

/** One survey of the gallery. */
export interface Variant {
  /** Its name in the address. */
  id: string;
  view: View;
  locale: string;
  look: Look;
  /** Whether the person is asked if the team may contact them. */
  asksContact?: boolean;
}

export interface Section {
  title: string;
  variants: Variant[];
}

const THEMES = ['light', 'dark'] as const;
const POSITIONS = ['bottom_right', 'bottom_left', 'bottom_bar', 'center', 'inline'] as const;
const ACCENTS = ['#14614f', '#b3261e', '#ffd54f', '#000000'];
const PRODUCT = 'Fakturo';
const PLAIN: Variant = {
  id: 'plain',
  view: 'question',
  locale: 'en',
  look: { position: 'bottom_right', theme: 'light' },
};

/** A language that is written from right to left; none of the built-in ones is. */
const ARABIC = {
  question: 'ما مدى احتمال أن توصي بمنتج {product} لصديق أو زميل؟',
  low: 'غير محتمل إطلاقًا',
  high: 'محتمل جدًا',
};

export const SECTIONS: Section[] = [
  {
    title: 'Every view, light and dark',
    variants: THEMES.flatMap((theme) =>
      VIEWS.map((view) => ({ ...PLAIN, id: `${view}-${theme}`, view, look: { ...PLAIN.look, theme } })),
    ),
  },
  {
    title: 'As the device is',
    variants: [{ ...PLAIN, id: 'question-auto', look: { ...PLAIN.look, theme: 'auto' } }],
  },
  {
    title: 'Every position',
    variants: POSITIONS.map((position) => ({
      ...PLAIN,
      id: position.replace('_', '-'),
      view: 'comment',
      look: { ...PLAIN.look, position },
    })),
  },
  {
    title: 'Accent colours, and the text that can be read on them',
    variants: ACCENTS.map((accent) => ({
      ...PLAIN,
      id: `accent-${accent.slice(1)}`,
      view: 'comment',
      look: { ...PLAIN.look, accent },
    })),
  },
  {
    title: 'Who asks, square corners, and the question about contact',
    variants: [
      { ...PLAIN, id: 'name', look: { ...PLAIN.look, name: PRODUCT } },
      { ...PLAIN, id: 'square', view: 'comment', look: { ...PLAIN.look, radius: 0 } },
      { ...PLAIN, id: 'contact', view: 'comment', asksContact: true },
    ],
  },
  {
    title: 'Every language',
    variants: [...BUILT_IN_WORDINGS.keys(), 'ar'].map((locale) => ({ ...PLAIN, id: `language-${locale}`, locale })),
  },
];

export const VARIANTS = SECTIONS.flatMap(({ variants }) => variants);

/** The survey as the collector's configuration would hold it. */
export function surveyOf({ locale, look, asksContact }: Variant): ConfigSurvey {
  const words = { default_locale: 'en', locales: { ar: ARABIC } };
  const resolved = resolveWording(words, locale, PRODUCT);
  const { contact, ...wording } = resolved.wording;
  return {
    id: 'srv_0000000000gallery',
    version: 1,
    kind: 'relationship',
    ...resolved,
    wording: asksContact ? { ...wording, contact } : wording,
    look,
    targeting: { touchpoints: [], url_patterns: [], delay_s: 0 },
  };
}
