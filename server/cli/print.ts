import type { InitResult } from './commands/init.ts';
import type { KeyCreateResult } from './commands/key-create.ts';
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

export function printSeed({ project_id, display_count, response_count, account_count }: SeedResult): string {
  return `Sample data in ${project_id}: ${response_count} answers to ${display_count} displays, ${account_count} accounts whose ids begin with "sample-".`;
}
