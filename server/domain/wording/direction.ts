const RTL_LANGUAGES = new Set('ar arc ckb dv fa he iw ks lrc mzn nqo pnb ps sd syr ug ur yi'.split(' '));
const RTL_SCRIPTS = new Set('adlm arab aran hebr mand nkoo rohg samr syrc thaa'.split(' '));

/** The direction of a language tag: a script subtag decides (`az-Arab`, `ks-Deva`), else the language's usual script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const [language = '', ...rest] = locale.toLowerCase().split('-');
  const script = rest.find((subtag) => /^[a-z]{4}$/.test(subtag));
  const isRightToLeft = script ? RTL_SCRIPTS.has(script) : RTL_LANGUAGES.has(language);
  return isRightToLeft ? 'rtl' : 'ltr';
}
