import { describe, expect, it } from 'vitest';
import { maskComment } from '../../../server/domain/mask-comment.ts';
import { MASKABLE } from '../../../shared/project-settings.ts';
import { freshElleve } from '../harness.ts';
import { change, respond } from '../page.ts';
import { call, read } from '../team.ts';

describe('a comment', () => {
  it.each([
    ['Write to ada@example.com.', 'Write to [email].'],
    ['ada.b+c@mail.example.co.uk, please', '[email], please'],
    ['søren@blåbær.dk', '[email]'],
    ['4111 1111 1111 1111', '[card]'],
    ['card 4111-1111-1111-1111!', 'card [card]!'],
    ['378282246310005', '[card]'],
    ['Call +45 12 34 56 78', 'Call [phone]'],
    ['+1 (555) 123-4567', '[phone]'],
    ['0045 12345678', '[phone]'],
    ['tel 12 34 56 78', 'tel [phone]'],
    ['030-123-4567', '[phone]'],
  ])('%j is kept as %j', (comment, kept) => {
    expect(maskComment(comment, MASKABLE)).toBe(kept);
  });

  it.each([
    '4111 1111 1111 1112',
    'Invoice 20261126',
    'since 2026-11-26',
    '26-11-2026',
    'costs 1,250,000 kr',
    'costs 12.500 kr',
    '10 of 10, would recommend',
    'version 1.2.3',
    'an @ sign, a+b, 5 * 3',
    '0000 0000 0000 0000',
    'from 2019 to 2026',
  ])('%j is kept as it is', (comment) => {
    expect(maskComment(comment, MASKABLE)).toBe(comment);
  });

  it('is masked in what the project chose, before it is stored, also when it is changed', async () => {
    const elleve = await freshElleve();
    const said = 'ada@example.com +45 12 34 56 78';
    expect((await call(elleve, 'PATCH', '/project', { body: { mask_comments: ['email'] } })).status).toBe(200);
    const { id, display } = await respond(elleve, 'ada', { comment: said });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ comment: '[email] +45 12 34 56 78' });
    await change(elleve, id, display, { comment: `Again: ${said}` });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ comment: 'Again: [email] +45 12 34 56 78' });
    expect(JSON.stringify(elleve.stored())).not.toContain('ada@example.com');
  });

  it('is kept as it was said by default', async () => {
    const elleve = await freshElleve();
    const { id } = await respond(elleve, 'ada', { comment: 'ada@example.com' });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ comment: 'ada@example.com' });
  });
});
