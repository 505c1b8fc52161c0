/** What divides words; combining marks belong to their letter. */
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu;

/** The phrases of a search: what stands between spaces, with everything but letters and digits taken for a gap. */
export function searchPhrases(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\s+/)
    .map((part) => part.replace(NO_WORD, ' ').trim())
    .filter((phrase) => phrase !== '');
}
