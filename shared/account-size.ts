const SIZES = [
  { from: 1, name: '1' },
  { from: 2, name: '2-4' },
  { from: 5, name: '5-9' },
  { from: 10, name: '10-24' },
  { from: 25, name: '25+' },
] as const;

/** An account's size by how many of its people answered; `null` where nobody did, and of those without an account. */
export const ACCOUNT_SIZES = [null, ...SIZES.map(({ name }) => name)] as const;

/** The place in `ACCOUNT_SIZES`. */
export function accountSizeOf(people: number): number {
  return SIZES.filter(({ from }) => people >= from).length;
}
