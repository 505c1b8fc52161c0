/**
 * What random tests draw from: something else each time, so that they go on finding things; always the same in CI, where a find
 * would fall on whoever lands something else.
 */
export const SEED = Number(process.env['TEST_SEED'] ?? (process.env['CI'] ? 11 : Date.now() % 2 ** 31));
