import { isLanguage, wordsOf } from '../fakturo/words/words.ts';

const { lang } = document.documentElement;

/** The words of the page's own language. */
export const words = wordsOf(isLanguage(lang) ? lang : 'en');
