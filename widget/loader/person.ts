import type { DisplayClaim } from '../../shared/contract/collector.ts';
import type { Identity } from './api.ts';

/** Who is asked, in the collector's words. */
export type Person = Pick<DisplayClaim, 'respondent' | 'account' | 'traits'>;
export type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/**
 * A person, and the ids by which the collector tells one from another: new traits alone make nobody another. Ids are text
 * on the wire; an empty one, as from an unfilled template, is nobody.
 */
export function personOf(identity: Loose<Identity>): [ids: string, person: Person] {
  const { id, account, traits, token } = identity;
  const company = typeof account === 'object' ? account : { id: account };
  return [
    `${id}\n${company?.id}`,
    {
      respondent: id ? { id: `${id}`, token } : null,
      account: company?.id ? { ...company, id: `${company.id}` } : null,
      traits,
    } as Person,
  ];
}
