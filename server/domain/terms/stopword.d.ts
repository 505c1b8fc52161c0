/** The lists of the package `stopword`, by ISO 639-3, as far as we use them: it brings no types. */
declare module 'stopword' {
  type Words = readonly string[];
  export const dan: Words, deu: Words, eng: Words, fin: Words, fra: Words, ita: Words;
  export const nld: Words, nob: Words, pol: Words, por: Words, spa: Words, swe: Words;
}
