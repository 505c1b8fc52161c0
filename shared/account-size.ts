const SIZES = [
  { from: 1, name: '1' },
  { from: 2, name: '2-4' },
  { from: 5, name: '5-9' },
  { from: 10, name: '10-24' },
  { from: 25, name: '25+' },
] as const;

/** An account's size by how many of its people answered; `null` for those without an account. */
export const ACCOUNT_SIZES = [null, ...SIZES.map(({ name }) => name)] as const;

/**
 * The place in `ACCOUNT_SIZES`. An account is not without people: where all that answered for it belong to another by their latest answer, it is of
 * the smallest.
 */
export function accountSizeOf(people: number): number {
  return SIZES.filter(({ from }) => Math.max(people, 1) >= from).length;
}
