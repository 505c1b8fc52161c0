import { generateKeyPair, SignJWT, UnsecuredJWT, EncryptJWT, exportSPKI, type JWTPayload } from 'jose';
import { createHmac } from 'node:crypto';
import type { MadeSigningKey } from '../../../shared/contract/signing-keys.ts';

/** What a vendor's server knows when it signs. */
export interface Signer {
  project: string;
  key: MadeSigningKey;
  /** Epoch milliseconds. */
  now: number;
}

interface Changes {
  claims?: JWTPayload | Record<string, unknown>;
  header?: Record<string, unknown>;
  secret?: string;
}

/** A token for ada that lives for an hour, but for what is changed; `undefined` leaves a claim out. */
export async function tokenOf(
  { project, key, now }: Signer,
  { claims = {}, header = {}, secret = key.secret }: Changes = {},
): Promise<string> {
  const payload = { sub: 'ada', aud: project, exp: Math.floor(now / 1000) + 3_600, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload)
    .setProtectedHeader({ alg: 'HS256', kid: key.kid, ...header })
    .sign(new TextEncoder().encode(secret));
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose parts are any texts, signed rightly over them. */
function signedText({ key }: Signer, header: string, payload: string, algorithm = 'sha256'): string {
  const signature = createHmac(algorithm, key.secret).update(`${header}.${payload}`).digest('base64url');
  return `${header}.${payload}.${signature}`;
}

const flipped = (text: string, place: number) =>
  text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);

/** Forty and more tokens that prove nothing, each under its fault. */
export async function badTokens(signer: Signer, neighbour: Signer): Promise<[fault: string, token: string][]> {
  const { project, key, now } = signer;
  const seconds = Math.floor(now / 1000);
  const good = await tokenOf(signer);
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const claims = { sub: 'ada', aud: project, exp: seconds + 3_600 };
  const alg = (name: unknown) => encode({ alg: name, kid: key.kid });
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const pem = await exportSPKI(publicKey);
  const asOther = (name: string) => encode({ ...claims, sub: name });

  return [
    ['alg none', new UnsecuredJWT(claims).encode()],
    ['alg none, with a kid', `${alg('none')}.${payload}.`],
    ['alg None', `${alg('None')}.${payload}.`],
    ['alg nOnE and the old signature', `${alg('nOnE')}.${payload}.${signature}`],
    ['no alg at all', signedText(signer, encode({ kid: key.kid }), payload)],
    ['alg that is no text', signedText(signer, alg(256), payload)],
    ['alg HS384', signedText(signer, alg('HS384'), payload, 'sha384')],
    ['alg HS512', signedText(signer, alg('HS512'), payload, 'sha512')],
    ['alg HS1', signedText(signer, alg('HS1'), payload, 'sha1')],
    ['alg hs256', signedText(signer, alg('hs256'), payload)],
    [
      'RS256 by a key of its own',
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(privateKey),
    ],
    ['RS256 as HS256: signed with a public key', await tokenOf(signer, { secret: pem })],
    ['RS256 in name, HS256 in truth', signedText(signer, alg('RS256'), payload)],
    [
      'a key inside the header',
      signedText(signer, encode({ alg: 'HS256', kid: key.kid, jwk: { kty: 'oct', k: 'AA' } }), payload).slice(0, -3) +
        'AAA',
    ],
    [
      'encrypted',
      await new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.kid })
        .encrypt(new Uint8Array(32)),
    ],
    ['another secret', await tokenOf(signer, { secret: 'not the secret that was given' })],
    ['the secret of another key', await tokenOf(signer, { secret: neighbour.key.secret })],
    [
      'an empty secret',
      `${header}.${payload}.${createHmac('sha256', '').update(`${header}.${payload}`).digest('base64url')}`,
    ],
    ['the kid of another project', await tokenOf({ ...signer, key: neighbour.key })],
    ['an unknown kid', await tokenOf(signer, { header: { kid: 'AAAAAAAAAAAA' } })],
    ['no kid', await tokenOf(signer, { header: { kid: undefined } })],
    ['an empty kid', await tokenOf(signer, { header: { kid: '' } })],
    ['a kid that is a list', signedText(signer, encode({ alg: 'HS256', kid: [key.kid] }), payload)],
    ['a kid that is SQL', await tokenOf(signer, { header: { kid: "' or 1=1 --" } })],
    ['a kid that is a path', await tokenOf(signer, { header: { kid: '../../dev/null' } })],
    [
      'a critical header nobody knows',
      signedText(signer, encode({ alg: 'HS256', kid: key.kid, crit: ['moon'], moon: 1 }), payload),
    ],
    [
      'a payload that is not base64',
      signedText(signer, encode({ alg: 'HS256', kid: key.kid, b64: false, crit: ['b64'] }), payload),
    ],
    ['another project as audience', await tokenOf(signer, { claims: { aud: neighbour.project } })],
    ['no audience', await tokenOf(signer, { claims: { aud: undefined } })],
    ['an empty audience', await tokenOf(signer, { claims: { aud: '' } })],
    ['an audience that begins alike', await tokenOf(signer, { claims: { aud: `${project}x` } })],
    ['an audience that is an object', await tokenOf(signer, { claims: { aud: { 0: project } } })],
    ['an empty list of audiences', await tokenOf(signer, { claims: { aud: [] } })],
    ['another subject', await tokenOf(signer, { claims: { sub: 'bea' } })],
    ['a subject in other letters', await tokenOf(signer, { claims: { sub: 'Ada' } })],
    ['a subject with a space', await tokenOf(signer, { claims: { sub: 'ada ' } })],
    ['no subject', await tokenOf(signer, { claims: { sub: undefined } })],
    ['a subject that is a list', await tokenOf(signer, { claims: { sub: ['ada'] } })],
    ['expired', await tokenOf(signer, { claims: { exp: seconds - 61 } })],
    ['no end', await tokenOf(signer, { claims: { exp: undefined } })],
    ['an end that is text', await tokenOf(signer, { claims: { exp: String(seconds + 60) } })],
    ['an end beyond a day', await tokenOf(signer, { claims: { exp: seconds + 24 * 3_600 + 61 } })],
    ['an end in milliseconds', await tokenOf(signer, { claims: { exp: now + 3_600_000 } })],
    ['a begin to come', await tokenOf(signer, { claims: { nbf: seconds + 61 } })],
    ['a begin that is text', await tokenOf(signer, { claims: { nbf: 'now' } })],
    ['another company', await tokenOf(signer, { claims: { account: 'globex' } })],
    ['a company that is an object', await tokenOf(signer, { claims: { account: { id: 'acme' } } })],
    ['a changed payload', `${header}.${asOther('ada')}x.${signature}`],
    [
      'a changed subject under the old signature',
      `${header}.${encode({ ...claims, sub: 'ada', admin: true })}.${signature}`,
    ],
    ['a changed header', `${encode({ alg: 'HS256', kid: key.kid, typ: 'x' })}.${payload}.${signature}`],
    ['one character of the signature changed', `${header}.${payload}.${flipped(signature, 5)}`],
    ['cut off', good.slice(0, -1)],
    ['cut off in the payload', good.slice(0, good.length - 60)],
    ['no signature', `${header}.${payload}`],
    ['an empty signature', `${header}.${payload}.`],
    ['nothing but dots', '..'],
    ['empty', ''],
    ['four parts', `${good}.${signature}`],
    ['spaces around', ` ${good} `],
    ['a word before it', `Bearer ${good}`],
    ['a payload that is no object', signedText(signer, alg('HS256'), encode('ada'))],
    ['a payload that is null', signedText(signer, alg('HS256'), encode(null))],
    ['a payload that is no JSON', signedText(signer, alg('HS256'), Buffer.from('{').toString('base64url'))],
    ['a header that is no JSON', signedText(signer, Buffer.from('{').toString('base64url'), payload)],
    ['a header that is an array', signedText(signer, encode(['HS256']), payload)],
    ['4,096 letters', 'a'.repeat(4_096)],
  ];
}
