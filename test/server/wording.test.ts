import * as fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_WORDINGS } from '../../server/domain/wording/built-in-wordings.ts';
import { resolveWording } from '../../server/domain/wording/resolve-wording.ts';
import { Locale } from '../../shared/contract/common.ts';
import { Wording, type SurveyWording } from '../../shared/contract/surveys.ts';

const LANGUAGES = ['en', 'da', 'sv', 'nb', 'fi', 'is', 'de', 'nl', 'fr', 'es', 'pt', 'it', 'pl'];
const PLAIN: SurveyWording = { default_locale: 'en', locales: {} };
const builtIn = (language: string) => BUILT_IN_WORDINGS.get(language)!;
const filled = (text: string) => text.replace('{product}', 'Acme');

function textsOf(wording: Wording): string[] {
  const { follow_up, thanks, ...plain } = wording;
  const thankYous = Object.values(thanks).map(({ text }) => text);
  return [...Object.values(plain), ...Object.values(follow_up), ...thankYous];
}

describe('the built-in wordings', () => {
  it('speak the thirteen promised languages', () => {
    expect([...BUILT_IN_WORDINGS.keys()].sort()).toEqual(LANGUAGES.toSorted());
  });

  it('never ask in the same words', () => {
    const questions = [...BUILT_IN_WORDINGS.values()].map((wording) => wording.question);
    expect(new Set(questions).size).toBe(LANGUAGES.length);
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    const wording = builtIn(language);
    const texts = textsOf(wording);

    it('are complete and within the limits of the contract', () => {
      expect(Value.Errors(Wording, wording)).toEqual([]);
    });

    it('say each thing in words of its own', () => {
      expect(new Set(texts).size).toBe(texts.length);
    });

    it('fit a widget 320 px wide', () => {
      for (const button of [wording.send, wording.skip, wording.close]) expect(button.length).toBeLessThanOrEqual(12);
      for (const label of [wording.low, wording.high]) expect(label.length).toBeLessThanOrEqual(30);
      const questions = [wording.question, ...Object.values(wording.follow_up)];
      for (const question of questions) expect(question.length).toBeLessThanOrEqual(90);
    });

    it('name the product once, in the question', () => {
      expect(texts.filter((text) => /[{}]/.test(text))).toEqual([wording.question]);
      expect(wording.question.split('{product}')).toHaveLength(2);
    });

    it('are set with care: no typewriter quotes, no stray spaces, composed letters', () => {
      for (const text of texts) {
        expect(text).not.toMatch(/['"`´]|\.\.\.| {2}|^\s|\s$/);
        expect(text).toBe(text.normalize('NFC'));
      }
    });

    it('end questions with a question mark and labels without a full stop', () => {
      const questions = [wording.question, ...Object.values(wording.follow_up)];
      for (const question of questions) expect(question).toMatch(/\?$/);
      for (const label of [wording.low, wording.high, wording.send, wording.skip, wording.close]) {
        expect(label).toMatch(/\p{L}$/u);
      }
    });

    it('keep the marks of the language', () => {
      const questions = [wording.question, ...Object.values(wording.follow_up)];
      if (language === 'fr') for (const text of texts) expect(text).not.toMatch(/(?<!\u202f)[?!]/);
      if (language === 'es') for (const text of questions) expect(text).toMatch(/^¿/);
      if (language !== 'fr') for (const text of texts) expect(text).not.toMatch(/\s[?!:;.,]/);
    });
  });

  it.each([
    ['da', 'Hvor sandsynligt er det, at du vil anbefale Acme til en ven eller kollega?'],
    ['sv', 'Hur troligt är det att du skulle rekommendera Acme till en vän eller kollega?'],
    ['nb', 'Hvor sannsynlig er det at du vil anbefale Acme til en venn eller kollega?'],
    ['en', 'How likely are you to recommend Acme to a friend or colleague?'],
  ])('ask the standard question in %s', (language, question) => {
    expect(resolveWording(PLAIN, language, 'Acme').wording.question).toBe(question);
  });
});

describe('a survey without words of its own', () => {
  it.each([
    ['da', 'da'],
    ['da-DK', 'da'],
    ['DA-dk', 'da'],
    ['da_DK', 'da'],
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['no-NO', 'nb'],
    ['nn', 'nb'],
    ['nn-NO', 'nb'],
    ['nb_NO.UTF-8', 'nb'],
    ['pt-BR', 'pt'],
    ['de-Latn-AT', 'de'],
    ['de-DE-u-co-phonebk', 'de'],
    ['fr-', 'fr'],
    [' sv ', 'sv'],
    ['da-DK,da;q=0.9,en;q=0.8', 'da'],
    ['da;q=0.9', 'da'],
    ['english', 'en'],
    ['C', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['cs-CZ', 'en'],
    ['xx', 'en'],
    ['constructor', 'en'],
    ['__proto__', 'en'],
    ['<b>da</b>', 'en'],
  ])('answers %j in %s', (requested, language) => {
    const { locale, wording } = resolveWording(PLAIN, requested, 'Acme');
    expect(locale).toBe(language);
    expect(wording).toEqual({ ...builtIn(language), question: filled(builtIn(language).question) });
  });

  it.each([
    ['sv', 'cs', 'sv'],
    ['sv-FI', undefined, 'sv'],
    ['no', 'cs', 'nb'],
    ['cs', 'sk', 'en'],
  ])('with the default locale %s answers %j in %s', (default_locale, requested, language) => {
    expect(resolveWording({ default_locale, locales: {} }, requested, 'Acme').locale).toBe(language);
  });
});

describe('the language of a showing', () => {
  const own = { question: 'Own question?' };
  const send = { send: 'Own send' };
  const english = { question: 'English question?' };

  it.each<[what: string, survey: SurveyWording, requested: string, locale: string, question: string, send: string]>([
    [
      'takes the exact locale before the base language',
      { default_locale: 'en', locales: { pt: { ...own, send: 'pt' }, 'pt-BR': { question: 'Brasil?' } } },
      'pt-BR',
      'pt-BR',
      'Brasil?',
      'pt',
    ],
    [
      'fills the base language into an exact locale that says less',
      { default_locale: 'en', locales: { 'da-DK': send, da: own } },
      'da-DK',
      'da-DK',
      own.question,
      'Own send',
    ],
    [
      'ignores the case in which the team wrote the tag',
      { default_locale: 'en', locales: { 'DA-dk': own } },
      'da-DK',
      'DA-dk',
      own.question,
      'Send',
    ],
    [
      'does not read another region of the same language',
      { default_locale: 'pt', locales: { 'pt-BR': own } },
      'pt-PT',
      'pt',
      filled(builtIn('pt').question),
      'Enviar',
    ],
    [
      'fills built-in words of the same language, not words of the default locale',
      { default_locale: 'en', locales: { en: { ...english, send: 'Go' }, sv: own } },
      'sv-SE',
      'sv',
      own.question,
      'Skicka',
    ],
    [
      'stays with the visitor when the default locale only renames a button',
      { default_locale: 'en', locales: { en: { send: 'Go' } } },
      'da',
      'da',
      filled(builtIn('da').question),
      'Send',
    ],
    [
      'turns to the default locale when the question was not translated',
      { default_locale: 'en', locales: { en: english } },
      'da',
      'en',
      english.question,
      'Send',
    ],
    [
      'turns to the default locale whole when only a button was translated',
      { default_locale: 'de', locales: { de: { question: 'Eigene Frage?' }, da: send } },
      'da',
      'de',
      'Eigene Frage?',
      'Senden',
    ],
    [
      'knows an own question under the base of the default locale',
      { default_locale: 'en-GB', locales: { en: english } },
      'da',
      'en',
      english.question,
      'Send',
    ],
    [
      'keeps a language that is not built in, and borrows what it lacks from the default locale',
      { default_locale: 'sv', locales: { cs: own, sv: send } },
      'cs-CZ',
      'cs',
      own.question,
      'Own send',
    ],
    [
      'borrows built-in words of the default locale too',
      { default_locale: 'sv', locales: { cs: own } },
      'cs',
      'cs',
      own.question,
      'Skicka',
    ],
    [
      'is not that of a language without any question',
      { default_locale: 'cs', locales: { cs: send } },
      'cs',
      'en',
      filled(builtIn('en').question),
      'Send',
    ],
    ['reads `no` for `nb`', { default_locale: 'en', locales: { no: own } }, 'nb-NO', 'no', own.question, 'Send'],
    ['reads `nb` for `nn`', { default_locale: 'en', locales: { nb: own } }, 'nn-NO', 'nb', own.question, 'Send'],
    [
      'prefers nynorsk where the team wrote it',
      { default_locale: 'en', locales: { nb: english, nn: own } },
      'nn',
      'nn',
      own.question,
      'Send',
    ],
  ])('%s', (_, survey, requested, locale, question, button) => {
    const resolved = resolveWording(survey, requested, 'Acme');
    expect(resolved.locale).toBe(locale);
    expect(resolved.wording.question).toBe(question);
    expect(resolved.wording.send).toBe(button);
  });

  it('follows up per category', () => {
    const survey = { default_locale: 'da', locales: { da: { follow_up: { detractor: 'Hvad gik galt?' } } } };
    expect(resolveWording(survey, 'da', 'Acme').wording.follow_up).toEqual({
      ...builtIn('da').follow_up,
      detractor: 'Hvad gik galt?',
    });
  });

  it('never joins the text of one source with the link of another', () => {
    const link = { label: 'Anmeld os', url: 'https://example.com/' };
    const survey = {
      default_locale: 'da',
      locales: {
        da: { thanks: { promoter: { text: 'Tak!', link } } },
        'da-DK': { thanks: { promoter: { text: 'Tusind tak!' } } },
      },
    };
    expect(resolveWording(survey, 'da-DK', 'Acme').wording.thanks.promoter).toEqual({ text: 'Tusind tak!' });
    expect(resolveWording(survey, 'da', 'Acme').wording.thanks.promoter).toEqual({ text: 'Tak!', link });
  });
});

describe('the direction', () => {
  it.each([
    ['ar', 'rtl'],
    ['ar-EG', 'rtl'],
    ['he', 'rtl'],
    ['iw', 'rtl'],
    ['fa-IR', 'rtl'],
    ['ur', 'rtl'],
    ['ckb', 'rtl'],
    ['pa-Arab-PK', 'rtl'],
    ['ks-Deva', 'ltr'],
    ['pa', 'ltr'],
    ['cs', 'ltr'],
    ['arn', 'ltr'],
  ])('of %s is %s', (locale, direction) => {
    const survey = { default_locale: 'en', locales: { [locale]: { question: '?' } } };
    expect(resolveWording(survey, locale, 'Acme')).toMatchObject({ locale, direction });
  });
});

describe('the numerals', () => {
  it.each([
    ['ar-EG', '٠١٢٣٤٥٦٧٨٩'],
    ['fa', '۰۱۲۳۴۵۶۷۸۹'],
    ['mr', '०१२३४५६७८९'],
    ['ff-Adlm', '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙'],
    ['da-DK', undefined],
    ['en-abcde-abcde', undefined],
  ])('of %s are %s', (locale, numerals) => {
    const survey = { default_locale: 'en', locales: { [locale]: { question: '?' } } };
    expect(resolveWording(survey, locale, 'Acme').numerals).toBe(numerals);
  });
});

describe('the name of the product', () => {
  it('stands in every text that asks for it, as often as it asks, and never in an address', () => {
    const survey: SurveyWording = {
      default_locale: 'en',
      locales: {
        en: {
          question: '{product}? {product}?',
          low: '{product}',
          thanks: {
            promoter: {
              text: 'Thanks from {product}',
              link: { label: 'Rate {product}', url: 'https://example.com/{product}' },
            },
            passive: { text: 'Thanks {product}' },
          },
        },
      },
    };
    expect(resolveWording(survey, 'en', 'Acme').wording).toMatchObject({
      question: 'Acme? Acme?',
      low: 'Acme',
      thanks: {
        promoter: { text: 'Thanks from Acme', link: { label: 'Rate Acme', url: 'https://example.com/{product}' } },
        passive: { text: 'Thanks Acme' },
      },
    });
  });

  it('is plain text, whatever it holds', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('$&', '$1', "$'", '$`', '$$', '{product}', '{product}{product}', '<b>&amp;</b>', '\\'),
    );
    fc.assert(
      fc.property(names, fc.constantFrom(...LANGUAGES), (name, language) => {
        fc.pre(name !== '');
        const [before, after] = builtIn(language).question.split('{product}');
        expect(resolveWording(PLAIN, language, name).wording.question).toBe(before + name + after);
      }),
    );
  });
});

describe('a project without a name', () => {
  it.each([...LANGUAGES])('asks about us in %s, within the limits and in one language', (language) => {
    const { question } = resolveWording(PLAIN, language, '').wording;
    expect(question).not.toContain('{product}');
    expect(question).not.toMatch(/\s{2}/);
    expect(question).not.toBe(builtIn(language).question);
    expect(question.at(-1)).toBe('?');
    expect(Array.from(question).length).toBeLessThanOrEqual(95);
  });

  it('keeps a question of its own', () => {
    const survey = { default_locale: 'en', locales: { en: { question: 'Would you recommend our team?' } } };
    expect(resolveWording(survey, 'en', '').wording.question).toBe('Would you recommend our team?');
  });
});

describe('hostile locales', () => {
  const tagLike = fc.stringMatching(/^[A-Za-z]{0,4}([-_][A-Za-z0-9]{0,9}){0,5}[;,.*= ]?$/);
  const anything = fc.oneof(fc.string({ unit: 'binary' }), tagLike, fc.constantFrom('x'.repeat(1e6), '-a'.repeat(1e5)));

  it('still get complete words in a locale that the contract accepts', () => {
    fc.assert(
      fc.property(anything, (requested) => {
        const { locale, wording } = resolveWording(PLAIN, requested, 'Acme');
        expect(Value.Check(Locale, locale)).toBe(true);
        expect(Value.Check(Wording, wording)).toBe(true);
      }),
    );
  });
});
