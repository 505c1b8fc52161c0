import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MadeSigningKey } from '../../../shared/contract/signing-keys.ts';
import { DAY_MS, freshElleve, HOUR_MS, type Elleve } from '../harness.ts';
import { claim, respond } from '../page.ts';
import { call, read } from '../team.ts';
import { badTokens, tokenOf, type Signer } from './tokens.ts';

type Mode = 'off' | 'optional' | 'required';

let elleve: Elleve;
let signer: Signer;

async function signerOf(of: Elleve): Promise<Signer> {
  const { body } = await call(of, 'POST', '/signing-keys', { body: {} });
  return { project: of.project_id, key: body as unknown as MadeSigningKey, now: of.clock.now };
}
const setMode = (identity: Mode) => call(elleve, 'PATCH', '/project', { body: { identity } });
const claimWith = (token: string | undefined, fields: Record<string, unknown> = {}) =>
  claim(elleve, 'ada', { respondent: { id: 'ada', ...(token !== undefined && { token }) }, ...fields });
const identities = async () =>
  ((await read(elleve, '/responses'))['data'] as { identity: string }[]).map(({ identity }) => identity);
const REFUSED = { status: 403, body: { code: 'bad_identity_token' } };

beforeEach(async () => {
  elleve = await freshElleve();
  signer = await signerOf(elleve);
});

describe('a project', () => {
  it('checks the tokens that come, unless it says otherwise', async () => {
    expect(await read(elleve, '/project')).toMatchObject({ identity: 'optional' });
    expect((await claimWith(undefined)).body).toMatchObject({ show: true });
    expect(await claimWith('no token')).toMatchObject(REFUSED);
  });

  it('looks at no token when identity is off', async () => {
    await setMode('off');
    await respond(elleve, 'ada', {}, { respondent: { id: 'ada', token: await tokenOf(signer) } });
    expect(await identities()).toEqual(['claimed']);
    expect((await claim(elleve, 'bea', { respondent: { id: 'bea', token: 'no token' } })).body).toMatchObject({
      show: true,
    });
  });

  it('asks nobody identified without proof when identity is required', async () => {
    await setMode('required');
    const stored = elleve.stored();
    expect(await claimWith(undefined)).toMatchObject({ status: 403, body: { code: 'identity_required' } });
    expect(elleve.stored()).toEqual(stored);
    expect((await claimWith(await tokenOf(signer))).body).toMatchObject({ show: true });
  });

  it('then lets no stranger use up the questions of a company, and asks devices all the same', async () => {
    await setMode('required');
    const body = { pressure: { asks_per_account_per_day: 1 } };
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body });
    const acme = { account: { id: 'acme' } };
    const device = { respondent: undefined, anonymous_id: elleve.newId(), ...acme };
    await respond(elleve, '', {}, device);
    expect((await read(elleve, '/responses'))['data']).toMatchObject([{ account_id: null, identity: 'anonymous' }]);
    expect((await claimWith(await tokenOf(signer), acme)).body).toMatchObject({ show: true });
  });
});

describe('a good token', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['for an hour', () => ({})],
    ['for a whole day', () => ({ exp: signer.now / 1000 + 24 * 3_600 })],
    ['that ended half a minute ago, by our clock', () => ({ exp: signer.now / 1000 - 30 })],
    ['for this project among others', () => ({ aud: ['another', signer.project] })],
    ['with more to say', () => ({ name: 'Ada', iat: signer.now / 1000, iss: 'ledgerly', jti: '1' })],
    ['that names the company', () => ({ account: 'acme' })],
  ])('%s proves who answers', async (_, claims) => {
    const token = await tokenOf(signer, { claims: claims() });
    await respond(elleve, 'ada', {}, { respondent: { id: 'ada', token }, account: { id: 'acme' } });
    expect((await read(elleve, '/responses'))['data']).toMatchObject([
      { respondent_id: 'ada', account_id: 'acme', identity: 'verified' },
    ]);
  });

  it('says which company, where the page does not', async () => {
    const token = await tokenOf(signer, { claims: { account: 'acme' } });
    await respond(elleve, 'ada', {}, { respondent: { id: 'ada', token } });
    expect((await read(elleve, '/responses'))['data']).toMatchObject([{ account_id: 'acme' }]);
  });

  it('makes what the device answered before verified late', async () => {
    const device = elleve.newId();
    await respond(elleve, '', {}, { respondent: undefined, anonymous_id: device });
    await claimWith(await tokenOf(signer), { anonymous_id: device });
    expect(await identities()).toEqual(['verified_late']);
  });

  it('is found by its key while keys change, until the old one is revoked', async () => {
    const next = await signerOf(elleve);
    const [old, recent] = [await tokenOf(signer), await tokenOf(next)];
    expect((await claimWith(old)).status).toBe(200);
    expect((await claimWith(recent)).status).toBe(200);
    await call(elleve, 'DELETE', `/signing-keys/${signer.key.kid}`);
    expect(await claimWith(old)).toMatchObject(REFUSED);
    expect((await claimWith(recent)).status).toBe(200);
  });

  it('is good until it ends, and not a day longer', async () => {
    const token = await tokenOf(signer);
    elleve.clock.now += HOUR_MS;
    expect((await claimWith(token)).status).toBe(200);
    elleve.clock.now += 60_001;
    expect(await claimWith(token)).toMatchObject(REFUSED);
  });
});

describe('a bad token', () => {
  let shared: Elleve;
  let bad: [string, string][];
  beforeAll(async () => {
    shared = await freshElleve();
    const neighbour = { ...shared, ...(await shared.newProject()) };
    bad = await badTokens(await signerOf(shared), await signerOf(neighbour));
  });

  it('is refused for each of more than forty faults, naming the token, and nothing is stored', async () => {
    expect(bad.length).toBeGreaterThanOrEqual(40);
    expect(new Set(bad.map(([, token]) => token)).size).toBe(bad.length);
    const stored = shared.stored();
    for (const [fault, token] of bad) {
      const refused = await claim(shared, 'ada', { respondent: { id: 'ada', token }, account: { id: 'acme' } });
      expect(refused, fault).toMatchObject(REFUSED);
      expect(refused.body['errors'], fault).toEqual([{ path: '/respondent/token', message: expect.any(String) }]);
      if (token.length > 2) expect(JSON.stringify(refused.body), fault).not.toContain(token);
    }
    expect(shared.stored()).toEqual(stored);
  });

  it('is told from a good one', async () => {
    const token = await tokenOf(await signerOf(shared));
    const heard = await claim(shared, 'ada', { respondent: { id: 'ada', token }, account: { id: 'acme' } });
    expect(heard.body).toMatchObject({ show: true });
  });

  it.each([
    ['expired', 'it has expired'],
    ['another subject', 'its `sub` is another person'],
    ['another project as audience', 'its `aud` is not accepted'],
    ['alg HS512', 'it is not signed with HS256'],
    ['an end beyond a day', 'it lives for more than 24 hours'],
    ['no kid', 'it names no key: the header `kid` is missing'],
    ['cut off', 'its signature is not right'],
  ])('with the fault "%s" hears that %s', async (fault, message) => {
    const [, token] = bad.find(([name]) => name === fault)!;
    const { body } = await claim(shared, 'ada', { respondent: { id: 'ada', token } });
    expect(body['errors']).toEqual([{ path: '/respondent/token', message }]);
  });
});

describe('a signing key', () => {
  it('tells its secret once', async () => {
    expect(signer.key).toEqual({
      kid: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
      secret: expect.stringMatching(/^[0-9A-Za-z]{43}$/),
      created_at: new Date(elleve.clock.now).toISOString(),
      revoked_at: null,
    });
    const { secret: _, ...listed } = signer.key;
    expect((await read(elleve, '/signing-keys'))['data']).toEqual([listed]);
  });

  it('stays revoked and in the list, and the audit says who did it', async () => {
    elleve.clock.now += DAY_MS;
    for (let times = 0; times < 2; times++) {
      const { body } = await call(elleve, 'DELETE', `/signing-keys/${signer.key.kid}`);
      expect(body).toMatchObject({ kid: signer.key.kid, revoked_at: new Date(elleve.clock.now).toISOString() });
    }
    const { data } = await read(elleve, '/audit');
    expect(data).toMatchObject([
      { action: 'signing_key_revoked', subject: signer.key.kid },
      { action: 'signing_key_created', subject: signer.key.kid },
    ]);
  });

  it('is one of ten live ones at most', async () => {
    for (let i = 1; i < 10; i++) await signerOf(elleve);
    const refused = { status: 422, body: { code: 'too_many_signing_keys' } };
    expect(await call(elleve, 'POST', '/signing-keys', { body: {} })).toMatchObject(refused);
    await call(elleve, 'DELETE', `/signing-keys/${signer.key.kid}`);
    expect(await call(elleve, 'POST', '/signing-keys', { body: {} })).toMatchObject({ status: 201 });
  });

  it('of another project is as unknown as none', async () => {
    const neighbour = { ...elleve, ...(await elleve.newProject()) };
    const foreign = await call(neighbour, 'DELETE', `/signing-keys/${signer.key.kid}`);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'unknown_signing_key' } });
    expect(foreign.body).toEqual((await call(neighbour, 'DELETE', '/signing-keys/AAAAAAAAAAAA')).body);
  });
});
