import type { Scope } from '../../../shared/contract/keys.ts';
import type { Project } from './projects.ts';

export interface NewKey {
  project_id: number;
  /** The eight characters between `elv_sk_` and the secret part: they name the key without giving it away. */
  name: string;
  hash: Uint8Array;
  scopes: Scope[];
  created_at: number;
  expires_at: number | null;
}

export interface StoredKey {
  project: Project;
  name: string;
  hash: Uint8Array;
  scopes: Scope[];
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** Days since 1970-01-01, UTC. */
  last_used_day: number | null;
}

export interface KeyRevocation {
  project_id: number;
  name: string;
  actor: string;
  now: number;
}

export interface KeyUse {
  project_id: number;
  name: string;
  day: number;
}

export interface StoredSigningKey {
  project_id: number;
  kid: string;
  secret: string;
  created_at: number;
  revoked_at: number | null;
}

export interface NewSigningKey extends Omit<StoredSigningKey, 'revoked_at'> {
  actor: string;
}

export interface SigningKeyRevocation {
  project_id: number;
  kid: string;
  actor: string;
  now: number;
}
