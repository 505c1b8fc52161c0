import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, ExternalId, Strict, TraitKey, Traits, TraitValue } from './common.ts';
import { orNull } from './metric.ts';

const StartedOn = orNull({
  ...Day,
  description: 'When they became a customer, a date as YYYY-MM-DD: nobody is asked in the first days. Null: not known.',
});
const AccountId = orNull({
  ...ExternalId,
  description: 'The account that counts where a page names none. Null: none.',
});
const TraitChanges = Type.Record(TraitKey, Type.Union([TraitValue, Type.Null()]), {
  additionalProperties: false,
  maxProperties: LIMITS.traitsPerClaim,
  description: 'Declared traits; those not named stay as they are, null takes one away.',
});
const OptedOut = Type.Boolean({ description: 'Wants no more questions, from any survey of the project.' });

/** What the vendor's servers said of a person. */
export const Respondent = Strict(
  { id: ExternalId, account_id: AccountId, started_on: StartedOn, opted_out: OptedOut, traits: Traits },
  { $id: 'Respondent' },
);
export const RespondentBody = Strict({
  id: ExternalId,
  account_id: Type.Optional(AccountId),
  started_on: Type.Optional(StartedOn),
  opted_out: Type.Optional(OptedOut),
  traits: Type.Optional(TraitChanges),
});

/** What the vendor's servers said of a company. */
export const Account = Strict({ id: ExternalId, started_on: StartedOn, traits: Traits }, { $id: 'Account' });
export const AccountBody = Strict({
  id: ExternalId,
  started_on: Type.Optional(StartedOn),
  traits: Type.Optional(TraitChanges),
});

export type Respondent = Static<typeof Respondent>;
export type RespondentBody = Static<typeof RespondentBody>;
export type Account = Static<typeof Account>;
export type AccountBody = Static<typeof AccountBody>;
