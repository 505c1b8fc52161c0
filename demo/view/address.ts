import type { Language } from '../fakturo/words/words.ts';

/** Of the page as `userId` sees it. */
export function addressOf(userId: string, language: Language): string {
  return `/?as=${encodeURIComponent(userId)}&lang=${language}`;
}

/** Leads to the page of somebody who was never asked. */
export function newColleagueAddress(language: Language): string {
  return `/new-colleague?lang=${language}`;
}
