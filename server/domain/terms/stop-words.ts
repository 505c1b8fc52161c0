import { dan, deu, eng, fin, fra, ita, nld, nob, pol, por, spa, swe } from 'stopword';

/** The list that we import has no Icelandic: pronouns, prepositions, conjunctions and the forms of to be, to have and to become. */
const isl =
  'að af aðeins allir allt annað á áður án ef eftir eða ég eiga einn einu ekki en enn er erum eru eruð frá fyrir ' +
  'fyrr hafa hafði hann hana hans hefur hef hennar henni hér hjá hjá honum hún hvað hvar hver hvernig í inn já ' +
  'hvort kannski líka má mér með meðan meira mig mín minn mjög mun nei nema nú of og okkar okkur oft sá sem sér ' +
  'sig sín sinn sitt sína skal svo til um upp út var vera verð verða verður verið vera við voru væri það þá þann ' +
  'þannig þar þær þau þeim þeir þeirra þegar þess þessi þessu þetta þér þið þig þín þinn þó þú því ykkar yfir';

/** What its French lacks: adverbs that stand in every other sentence. */
const moreFrench = 'très trop plus moins aussi assez beaucoup déjà encore toujours vraiment ça peu';

const LANGUAGES: Record<string, readonly string[]> = {
  da: dan,
  de: deu,
  en: eng,
  es: spa,
  fi: fin,
  fr: [...fra, ...moreFrench.split(' ')],
  is: isl.split(' '),
  it: ita,
  nb: nob,
  nl: nld,
  pl: pol,
  pt: por,
  sv: swe,
};

/** Words that some list takes for empty, and that are what people say of a product. */
const TELLING = new Set(
  (
    'god godt ny stor store besser besten groß grosse großen gut gute guter gutes lang lange leicht neue neuen ' +
    'schlecht like dobrze bra bäst bättre goda gott lite liten lätt stora stort sämre sämst viktig'
  ).split(' '),
);

const CODES = Object.keys(LANGUAGES);
const OF_LANGUAGE = CODES.map((code) => new Set(LANGUAGES[code]!.filter((word) => !TELLING.has(word))));

/**
 * The words that carry no meaning of their own in the language of a comment. The language is the one whose empty words the
 * comment uses most: people write their own, whatever their browser asks for. The locale decides where none stands out.
 */
export function stopWordsOf(words: readonly string[], locale: string | null): ReadonlySet<string> {
  let best = preferred(locale);
  let most = count(words, OF_LANGUAGE[best]!);
  OF_LANGUAGE.forEach((list, language) => {
    const hits = count(words, list);
    if (hits > most) [best, most] = [language, hits];
  });
  return OF_LANGUAGE[best]!;
}

const ENGLISH = CODES.indexOf('en');

function preferred(locale: string | null): number {
  const base = locale?.toLowerCase().split('-')[0] ?? 'en';
  const place = CODES.indexOf(base === 'no' || base === 'nn' ? 'nb' : base);
  return place < 0 ? ENGLISH : place;
}

function count(words: readonly string[], list: ReadonlySet<string>): number {
  let hits = 0;
  for (const word of words) if (list.has(word)) hits += 1;
  return hits;
}
