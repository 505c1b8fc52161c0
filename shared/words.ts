/**
 * Words that rows hold by their place in these lists (`server/storage/sqlite/stored-words.ts`): none may move, and a new one goes to the
 * end. In no schema's file, because threads that only read rows need no schemas.
 */
export const CHANNELS = ['widget', 'link', 'email', 'api', 'import'] as const;
export const IDENTITIES = ['verified', 'verified_late', 'claimed', 'anonymous'] as const;
export const DEVICES = ['desktop', 'tablet', 'phone'] as const;
export const DISMISSAL_REASONS = ['closed', 'escape', 'timeout', 'not_drawn'] as const;
