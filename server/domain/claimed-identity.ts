import type { DisplayClaim } from '../../shared/contract/collector.ts';
import { Problem } from '../../shared/problem.ts';
import type { DisplayRequest, Project, Storage } from '../storage/storage.ts';
import { provenIdentity } from './identity-proof.ts';

type Claimed = Pick<DisplayRequest, 'person' | 'device_id' | 'account' | 'identity'>;
type Told = Pick<DisplayClaim, 'respondent' | 'anonymous_id' | 'account'>;

/**
 * Who a claim is about, and how far that is proved, by the project's mode: `off` believes every page and looks at no token, `optional`
 * believes a page without a token, `required` believes none. Throws `bad_identity_token` and `identity_required`.
 */
export async function claimedIdentity(
  storage: Storage,
  project: Project,
  { respondent, anonymous_id, account }: Told,
  now: number,
): Promise<Claimed> {
  const mode = project.settings.identity;
  if (!respondent) {
    const person = anonymous_id === undefined ? undefined : { id: anonymous_id, anonymous: true };
    // Where nobody is believed without proof, nobody uses up a company's questions by naming it.
    const named = mode === 'required' ? undefined : account?.id;
    return { person, device_id: undefined, account: named, identity: 'anonymous' };
  }

  const claimed = { person: { id: respondent.id, anonymous: false }, device_id: anonymous_id };
  if (mode === 'off' || (mode === 'optional' && respondent.token === undefined)) {
    return { ...claimed, account: account?.id, identity: 'claimed' };
  }
  if (respondent.token === undefined) throw new Problem('identity_required');

  const proof = await provenIdentity(storage, project, respondent.id, respondent.token, now);
  if (proof.account !== undefined && account && proof.account !== account.id) {
    throw new Problem('bad_identity_token', {
      errors: [{ path: '/respondent/token', message: 'its `account` is another company' }],
    });
  }
  return { ...claimed, account: proof.account ?? account?.id, identity: 'verified' };
}
