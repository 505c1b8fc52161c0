import { expect, test } from 'vitest';
import { personOf } from '../../widget/loader/person.ts';

const nobody = { respondent: null, account: null, traits: undefined };

test.each([
  ['nobody', {}, nobody],
  ['empty ids of an unfilled template', { id: '', account: '' }, nobody],
  ['null', { id: null, account: null }, nobody],
  ['an id', { id: 'user-42' }, { ...nobody, respondent: { id: 'user-42', token: undefined } }],
  ['a number as id', { id: 42, token: 'jwt' }, { ...nobody, respondent: { id: '42', token: 'jwt' } }],
  ['an account by its id', { account: 'acme' }, { ...nobody, account: { id: 'acme' } }],
  [
    'an account with traits',
    { account: { id: 7, traits: { plan: 'pro' } } },
    { ...nobody, account: { id: '7', traits: { plan: 'pro' } } },
  ],
  ['an account without id', { account: { traits: { plan: 'pro' } } }, nobody],
  ['traits of the person', { traits: { role: 'admin' } }, { ...nobody, traits: { role: 'admin' } }],
])('%s', (_name, identity, expected) => {
  expect(personOf(identity as never, (identity as { id?: string }).id)).toEqual(expected);
});
