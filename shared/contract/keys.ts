import { Type, type Static } from 'typebox';
import { Day, Instant, listOf, OneOf, Strict } from './common.ts';
import { orNull } from './metric.ts';

export const SCOPES = ['read', 'respond', 'admin', 'export', 'erase'] as const;
export const Scope = OneOf(SCOPES, { description: 'What a key opens.' });

const KeyName = Type.String({
  pattern: '^[0-9A-Za-z]{8}$',
  description: 'The eight characters after `elv_sk_`: they name a key without giving it away.',
});

const Scopes = Type.Array(Scope, {
  minItems: 1,
  maxItems: SCOPES.length,
  uniqueItems: true,
  description: '`admin` holds `read` and `respond` as well.',
});

const key = {
  name: KeyName,
  scopes: Scopes,
  created_at: Instant,
  expires_at: orNull({ ...Instant, description: 'From this instant on the key opens nothing. ISO 8601, UTC.' }),
  revoked_at: orNull({ ...Instant, description: 'Since when it opens nothing. ISO 8601, UTC.' }),
  last_used_on: orNull({ ...Day, description: 'The last day, in UTC, on which it opened something.' }),
};

/** A secret key as it is listed: never the secret itself, of which only a hash is kept. */
export const Key = Strict(key, { $id: 'Key' });
export const MadeKey = Strict(
  { ...key, key: Type.String({ description: 'The secret key itself, in this answer and nowhere else.' }) },
  { $id: 'MadeKey' },
);
export const KeyPath = Strict({ name: KeyName });
export const NewKey = Strict({
  scopes: Scopes,
  expires_at: Type.Optional({ ...Instant, description: 'From this instant on it opens nothing; absent: never.' }),
});
export const KeyList = listOf(Type.Ref('Key'));

export type Scope = Static<typeof Scope>;
export type Key = Static<typeof Key>;
export type MadeKey = Static<typeof MadeKey>;
export type NewKey = Static<typeof NewKey>;
