import type { Traits } from '../../../shared/contract/common.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import type { AccountTraits } from '../../storage/storage.ts';

/** The last known traits of an account: what a server told of it, and else what its latest answer came with. */
export function lastKnownTraits({ told, answered }: AccountTraits, declared: readonly Trait[]): Traits {
  const ofAccounts = new Set(declared.flatMap(({ key, of }) => (of === 'account' ? key : [])));
  const fromAnswer = Object.entries(answered).filter(([key]) => ofAccounts.has(key));
  return { ...Object.fromEntries(fromAnswer), ...told };
}
