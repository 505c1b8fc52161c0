import type { SurveyWording, Wording, WordingOverride } from '../../../shared/contract/surveys.ts';
import { BUILT_IN_WORDINGS } from './built-in-wordings.ts';
import { directionOf } from './direction.ts';
import { english } from './en.ts';
import { fillProduct } from './fill-product.ts';
import { localeChain } from './locale-chain.ts';
import { numeralsOf } from './numerals.ts';
import { QUESTION_ABOUT_US } from './question-about-us.ts';

interface ResolvedWording {
  /** The language of the words, for `lang`: the survey's own spelling of the tag, or that of the built-in language. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** Absent where the digits are 0 to 9. */
  numerals?: string;
  wording: Wording;
}

/**
 * Every word of one showing, in one language. The question chooses that language, because it is what the score answers:
 * 1. the requested language, when the survey has its question there: one of its own, under the exact locale or the base
 *    language, or the built-in one where the default locale does not ask a question of its own;
 * 2. else the default locale, by the same test;
 * 3. else English.
 * Each missing key then comes from the exact locale, the base language and the built-in text of the chosen language. Only
 * a language without built-in text borrows what it lacks, from the default locale and then English.
 *
 * `requestedLocale` is whatever the page said: a tag, junk or nothing; it never throws. `{product}` becomes `product`; where
 * that is empty, the built-in question asks about "us".
 */
export function resolveWording(
  surveyWording: SurveyWording,
  requestedLocale: string | undefined,
  product: string,
): ResolvedWording {
  const requested = sourcesFor(requestedLocale, surveyWording);
  const fallback = sourcesFor(surveyWording.default_locale, surveyWording);
  const asksItsOwn = fallback.some((source) => !source.isBuiltIn && source.words.question !== undefined);
  const canAsk = (sources: Source[]) =>
    sources.some(({ words, isBuiltIn }) => words.question !== undefined && !(isBuiltIn && asksItsOwn));

  const chosen = [requested, fallback].find(canAsk) ?? [ENGLISH];
  const wording = [...chosen, ...fallback].map((source) => source.words).reduceRight(layOver, english);
  const { locale } = chosen[0]!;
  const asked = product === '' ? aboutUs(wording) : wording;
  const numerals = numeralsOf(locale);
  return {
    locale,
    direction: directionOf(locale),
    ...(numerals !== undefined && { numerals }),
    wording: fillProduct(asked, product),
  };
}

interface Source {
  locale: string;
  words: WordingOverride;
  isBuiltIn: boolean;
}

const ENGLISH: Source = { locale: 'en', words: english, isBuiltIn: true };

/** What there is to say in the language of `locale`, most specific first: the survey's own words, then the built-in. */
function sourcesFor(locale: string | undefined, { locales }: SurveyWording): Source[] {
  const chain = localeChain(locale);
  const own = chain.flatMap((tag) =>
    Object.entries(locales)
      .filter(([written]) => written.toLowerCase() === tag)
      .map(([written, words]) => ({ locale: written, words, isBuiltIn: false })),
  );
  const builtIn = chain.flatMap((tag) => {
    const words = BUILT_IN_WORDINGS.get(tag);
    return words ? [{ locale: tag, words, isBuiltIn: true }] : [];
  });
  return [...own, ...builtIn];
}

/** A question of the survey's own stays as its team wrote it. */
function aboutUs(wording: Wording): Wording {
  const language = [...BUILT_IN_WORDINGS].find(([, builtIn]) => builtIn.question === wording.question)?.[0];
  return { ...wording, question: QUESTION_ABOUT_US.get(language ?? '') ?? wording.question };
}

/** What `words` says, and `below` for the rest. A thanks is one thing: its link never joins the text of another source. */
function layOver(below: Wording, words: WordingOverride): Wording {
  return {
    ...below,
    ...words,
    follow_up: { ...below.follow_up, ...words.follow_up },
    thanks: { ...below.thanks, ...words.thanks },
  };
}
