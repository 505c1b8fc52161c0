import type { DisplayClaim } from '../../shared/contract/collector.ts';
import type { Identity } from './api.ts';

/** Who is asked, in the collector's words. */
export type Person = Pick<DisplayClaim, 'respondent' | 'anonymous_id' | 'account' | 'traits'>;
type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** Ids are text on the wire; an empty one, as from an unfilled template, is nobody. */
export function personOf({ id, account, traits, token }: Loose<Identity>): Person {
  const company: { id?: unknown } = typeof account === 'object' ? { ...account } : { id: account };
  return {
    ...(!!id && { respondent: { id: `${id}`, token } }),
    ...(!!company.id && { account: { ...company, id: `${company.id}` } }),
    traits,
  } as Person;
}

/** Whether the collector would take them for one; new traits alone make nobody another. */
export function isSamePerson(a: Person, b: Person): boolean {
  return idsOf(a) === idsOf(b);
}

function idsOf({ respondent, anonymous_id, account }: Person): string {
  return JSON.stringify([respondent?.id, anonymous_id, account?.id]);
}
