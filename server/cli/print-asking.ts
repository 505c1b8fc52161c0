import type { Eligibility } from '../../shared/contract/eligibility.ts';
import type { Preview } from '../../shared/contract/preview.ts';
import type { MadeSigningKey, SigningKey } from '../../shared/contract/signing-keys.ts';
import type { ToldSurvey } from '../../shared/contract/surveys.ts';
import type { SigningKeyListResult } from './commands/signing-keys.ts';
import type { SurveyListResult } from './commands/surveys.ts';

export function printSurveys({ project_id, surveys }: SurveyListResult): string {
  return [`Surveys of ${project_id}:`, ...surveys.map(surveyLine)].join('\n');
}

function surveyLine({ id, name, kind, status, version }: ToldSurvey): string {
  return `  ${id}  ${status.padEnd(8)}  ${kind}, version ${version}: ${name}`;
}

export function printSurvey({ id, status, version, name, notices }: ToldSurvey): string {
  const told = notices.map(({ message }) => `  Note: ${message}`);
  return [`Survey ${id} (${status}, version ${version}): ${name}`, ...told].join('\n');
}

export function printPreview({ url, expires_at }: Preview): string {
  return `${url}\nUntil ${expires_at}. Nothing that is answered there is recorded.`;
}

export function printEligibility({ ask, because, retry_at, rules = [] }: Eligibility): string {
  const verdict = ask
    ? 'Would be asked now.'
    : `Would not be asked: ${because}${retry_at ? ` until ${retry_at}` : ''}.`;
  const lines = rules.map(({ rule, judged_by, passes, passes_at, inputs }) => {
    const word =
      passes === null ? 'the page tells' : passes ? 'passes' : `refuses${passes_at ? ` until ${passes_at}` : ''}`;
    return `  ${rule.padEnd(28)}${word}${judged_by === 'page' ? ' (on the page)' : ''}  ${JSON.stringify(inputs)}`;
  });
  return [verdict, ...lines].join('\n');
}

export function printSigningKey({ project_id, kid, secret }: MadeSigningKey & { project_id: string }): string {
  return `Signing key  ${kid}
Secret       ${secret}
             Shown this once: your server signs with it who a person is, for the audience ${project_id}.`;
}

export function printSigningKeys({ project_id, signing_keys }: SigningKeyListResult): string {
  return [
    `Signing keys of ${project_id}:`,
    ...signing_keys.map(({ kid, revoked_at }) => `  ${kid}  ${revoked_at ? `revoked ${revoked_at}` : 'live'}`),
  ].join('\n');
}

export function printRevokedSigningKey({ kid }: SigningKey): string {
  return `Tokens signed with ${kid} prove nothing any more.`;
}
