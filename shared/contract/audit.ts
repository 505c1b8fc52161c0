import { Type, type Static } from 'typebox';
import { Instant, OneOf, pageOf, Strict } from './common.ts';

export const AUDIT_ACTIONS = [
  'calendar_changed',
  'response_excluded',
  'response_restored',
  'key_created',
  'key_revoked',
  'signing_key_created',
  'signing_key_revoked',
  'flagged_excluded',
  'flagged_restored',
  'respondent_erased',
  'account_erased',
] as const;

/** Something that was done by hand to what others rely on. */
export const AuditEntry = Strict(
  {
    number: Type.Integer({ minimum: 1, description: 'Grows by one with each entry of a project; none is missing.' }),
    at: Instant,
    actor: Type.String({ description: 'Who did it: `key:` and the public part of a secret key.' }),
    action: OneOf(AUDIT_ACTIONS, { description: 'What was done.' }),
    subject: Type.String({ description: 'The id of what it was done to.' }),
    details: Type.Record(Type.String(), Type.String(), { description: 'Such as the reason that was given.' }),
  },
  { $id: 'AuditEntry' },
);

export const AuditQuery = Strict({
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Entries per page, 1–100; default 50.' }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: '`next_cursor` of the page before.' }),
  ),
});

export const AuditList = pageOf(Type.Ref('AuditEntry'));

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
export type AuditEntry = Static<typeof AuditEntry>;
export type AuditQuery = Static<typeof AuditQuery>;
export type AuditList = { data: AuditEntry[]; next_cursor: string | null };
