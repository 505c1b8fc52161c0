import type { DisplayClaim } from '../../shared/contract/collector.ts';
import type { Identity } from './api.ts';

/** Who is asked, in the collector's words. */
export type Person = Pick<DisplayClaim, 'respondent' | 'account' | 'traits'>;
export type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** Somebody by `id`, of what else is said. Ids are text on the wire; an empty one, as from an unfilled template, is nobody. */
export function personOf({ account, traits, token }: Loose<Identity>, id: Identity['id'] | undefined): Person {
  const company = typeof account === 'object' ? account : { id: account };
  return {
    traits,
    respondent: id ? { id: `${id}`, token } : null,
    account: company?.id ? { ...company, id: `${company.id}` } : null,
  } as Person;
}
