/** What stands at the start of a page's `lang`, an Accept-Language header or a POSIX locale, up to any junk behind it. */
const LEADING_TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}(?![a-z0-9])/i;

/**
 * The tags to look under for a locale, in lower case, most specific first: RFC 4647 lookup, `da-DK` → `da-dk`, `da`.
 * Norwegian is one language under three tags: `no` and `nn` are served bokmål. Empty for junk; never throws.
 */
export function localeChain(locale: string | undefined): string[] {
  const tag = LEADING_TAG.exec(locale?.trim() ?? '')?.[0];
  if (!tag) return [];
  const [language = '', ...rest] = tag.toLowerCase().replaceAll('_', '-').split('-');
  return sameLanguage(language).flatMap((subtag) => truncations([subtag, ...rest]));
}

const NORWEGIAN = ['nb', 'no'];

function sameLanguage(language: string): string[] {
  if (language !== 'nn' && !NORWEGIAN.includes(language)) return [language];
  return [...new Set([language, ...NORWEGIAN])];
}

function truncations(subtags: string[]): string[] {
  return subtags.map((_, dropped) => subtags.slice(0, subtags.length - dropped).join('-'));
}
