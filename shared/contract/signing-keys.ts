import { Type, type Static } from 'typebox';
import { Instant, listOf, Strict } from './common.ts';
import { orNull } from './metric.ts';

const Kid = Type.String({
  pattern: '^[0-9A-Za-z]{12}$',
  description: 'Names the key: the header `kid` of every token that is signed with it.',
});

const signingKey = {
  kid: Kid,
  created_at: { ...Instant, description: 'When it was made. ISO 8601, UTC.' },
  revoked_at: orNull({ ...Instant, description: 'From this instant on it proves nothing. ISO 8601, UTC.' }),
};

/** A key by which the vendor's server signs who a person is, without its secret. */
export const SigningKey = Strict(signingKey, { $id: 'SigningKey' });
export const MadeSigningKey = Strict(
  {
    ...signingKey,
    secret: Type.String({ description: 'What tokens are signed with (HS256), in this answer and nowhere else.' }),
  },
  { $id: 'MadeSigningKey' },
);
export const SigningKeyPath = Strict({ kid: Kid });
export const SigningKeyList = listOf(Type.Ref('SigningKey'));

export type SigningKey = Static<typeof SigningKey>;
export type MadeSigningKey = Static<typeof MadeSigningKey>;
