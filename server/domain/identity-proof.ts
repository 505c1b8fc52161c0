import { errors, jwtVerify, type JWTPayload, type JWTHeaderParameters } from 'jose';
import { Problem } from '../../shared/problem.ts';
import type { Project, Storage } from '../storage/storage.ts';

const LONGEST_LIFE_S = 24 * 60 * 60;
/** What the clocks of two servers may differ by. */
const TOLERANCE_S = 60;

export interface Proof {
  /** The company that the token names beside the person, if it does. */
  account: string | undefined;
}

/**
 * What a signed token says of `respondent`: HS256 with a live signing key of the project, `aud` the project, `sub` the
 * respondent, at most 24 hours to live. Throws `bad_identity_token`, with the reason.
 */
export async function provenIdentity(
  storage: Storage,
  project: Project,
  respondent: string,
  token: string,
  now: number,
): Promise<Proof> {
  const payload = await verified(storage, project, token, now);
  if (payload.sub !== respondent) throw badToken('its `sub` is another person');
  if (payload.exp! > now / 1000 + LONGEST_LIFE_S + TOLERANCE_S) throw badToken('it lives for more than 24 hours');
  const { account } = payload;
  if (account !== undefined && typeof account !== 'string') throw badToken('its `account` is not a text');
  return { account };
}

async function verified(storage: Storage, project: Project, token: string, now: number): Promise<JWTPayload> {
  const secretOf = async ({ kid }: JWTHeaderParameters): Promise<Uint8Array> => {
    if (typeof kid !== 'string') throw badToken('it names no key: the header `kid` is missing');
    const key = await storage.findSigningKey(project.id, kid);
    if (!key || key.revoked_at !== null) throw badToken('its `kid` is not a live signing key of this project');
    return new TextEncoder().encode(key.secret);
  };
  try {
    const { payload } = await jwtVerify(token, secretOf, {
      algorithms: ['HS256'],
      audience: project.public_id,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    throw error instanceof Problem ? error : badToken(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.reason === 'missing' ? `it has no \`${error.claim}\`` : `its \`${error.claim}\` is not accepted`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not right';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'it is not signed with HS256';
  if (error instanceof errors.JOSEError || error instanceof TypeError) return 'it is not a signed token';
  throw error;
}

function badToken(reason: string): Problem {
  return new Problem('bad_identity_token', { errors: [{ path: '/respondent/token', message: reason }] });
}
