import type { Key } from '../../shared/contract/keys.ts';
import type { Erased } from '../../shared/contract/erasure.ts';
import type { InitResult } from './commands/init.ts';
import type { KeyCreateResult } from './commands/key-create.ts';
import type { KeyListResult } from './commands/key-list.ts';
import type { ProjectTimezoneResult } from './commands/project-timezone.ts';
import type { SeedResult } from './commands/seed.ts';

export function printInit({ project_id, survey_id, public_key, secret_key }: InitResult, publicUrl: string): string {
  return `Project     ${project_id}
Survey      ${survey_id} (live)
Public key  ${public_key}
Secret key  ${secret_key}
            Shown this once: keep it where your server keeps its secrets.

Paste this into your product, with the ids of whoever is signed in:

  <script async src="${publicUrl}/w/elleve.js" data-project="${public_key}" data-user="user-42" data-account="acme"></script>

Read the score:

  curl -H 'Authorization: Bearer ${secret_key}' '${publicUrl}/v1/metrics'`;
}

export function printKey({ project_id, scopes, key }: KeyCreateResult): string {
  return `Secret key  ${key}
            For ${project_id}, with ${scopes.join(', ')}. Shown this once.`;
}

export function printKeys({ project_id, keys }: KeyListResult): string {
  return [`Secret keys of ${project_id}:`, ...keys.map(keyLine)].join('\n');
}

function keyLine({ name, scopes, expires_at, revoked_at, last_used_on }: Key): string {
  const end = revoked_at ? `revoked ${revoked_at}` : expires_at ? `until ${expires_at}` : 'without end';
  return `  ${name}  ${scopes.join(', ')}; ${end}; ${last_used_on ? `last used ${last_used_on}` : 'never used'}`;
}

export function printRevoked({ name }: Key): string {
  return `The key ${name} opens nothing any more.`;
}

export function printTimezone(result: ProjectTimezoneResult): string {
  const { project_id, time_zone, fiscal_start_month, response_count, display_count } = result;
  return `${project_id} counts its days in ${time_zone}, its fiscal years from month ${fiscal_start_month}: ${response_count} answers and ${display_count} displays have another date now.`;
}

export function printErased({ response_count, display_count, file_clean }: Erased): string {
  const erased = `Erased: ${response_count} answers, ${display_count} displays.`;
  return file_clean
    ? erased
    : `${erased} A long read still holds old pages in the write-ahead log; they leave it later.`;
}

export function printSeed({ project_id, display_count, response_count, account_count }: SeedResult): string {
  return `Sample data in ${project_id}: ${response_count} answers to ${display_count} displays, ${account_count} accounts whose ids begin with "sample-".`;
}
