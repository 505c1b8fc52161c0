import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshElleve, startElleve, type Elleve } from '../harness.ts';
import { change, respond } from '../page.ts';
import { call, read } from '../team.ts';

async function commentWith(elleve: Elleve, comments: string[]): Promise<void> {
  for (const [i, text] of comments.entries()) {
    elleve.clock.now += 1_000;
    await respond(elleve, `user-${i}`, { comment: text, score: 5 });
  }
}

async function found(elleve: Elleve, q: string, more = ''): Promise<unknown[]> {
  const { data } = await read(elleve, `/responses?q=${encodeURIComponent(q)}${more}`);
  return (data as { comment: string }[]).map(({ comment }) => comment);
}

describe('searching comments', () => {
  const comments = [
    'Fakturaen kom først efter to måneder',
    'Sødt design, men for dyrt',
    'Änkan i Malmö väntar på svar',
    'Résumé: the wi-fi export is slow',
    'Slowly getting better',
  ];
  let elleve: Elleve;
  beforeAll(async () => {
    elleve = await startElleve();
    await commentWith(elleve, comments);
  });
  afterAll(() => elleve.close());

  it.each([
    ['a word', 'slow', ['Slowly getting better', 'Résumé: the wi-fi export is slow']],
    ['another case', 'MALMÖ', ['Änkan i Malmö väntar på svar']],
    ['a word without its accents', 'resume', ['Résumé: the wi-fi export is slow']],
    ['decomposed letters', 'ma\u030Aneder', ['Fakturaen kom først efter to måneder']],
    ['ø', 'Sødt', ['Sødt design, men for dyrt']],
    ['two words in any order', 'svar änkan', ['Änkan i Malmö väntar på svar']],
    ['the beginning of the last word only', 'faktura', ['Fakturaen kom først efter to måneder']],
    ['no beginning of an earlier word', 'faktura kom', []],
    ['a hyphenated word', 'wi-fi', ['Résumé: the wi-fi export is slow']],
    ['a single letter as a whole word', 'i', ['Änkan i Malmö väntar på svar']],
  ])('finds %s', async (_, q, expected) => {
    expect(await found(elleve, q)).toEqual(expected);
  });

  it.each([
    'slow OR better',
    'slow NOT better',
    'NEAR(slow better)',
    'comment:slow',
    'slow AND',
    '"slow',
    'slow"',
    '^slow *',
    '(slow',
    '{a}:slow',
    "slow' or 1=1 --",
    '-slow',
  ])('takes %j for words, never for a query', async (q) => {
    const { status, body } = await call(elleve, 'GET', `/responses?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    const words = q.toLowerCase().match(/[a-z]+/g)!.length;
    expect((body['data'] as unknown[]).length).toBeLessThanOrEqual(words === 1 ? 2 : 1);
  });

  it('refuses a text that no store can hold', async () => {
    const { status, body } = await call(elleve, 'GET', `/responses?q=${encodeURIComponent('slow\0')}`);
    expect(status).toBe(400);
    expect(body['code']).toBe('malformed_text');
  });

  it('refuses a search without a word', async () => {
    const { status, body } = await call(elleve, 'GET', '/responses?q=!!');
    expect(status).toBe(400);
    expect(body['errors']).toEqual([{ path: 'q', message: 'holds no word to search for' }]);
  });

  it('follows a comment that is changed or taken back', async () => {
    const own = await freshElleve();
    const { id, display } = await respond(own, 'ada', { comment: 'too slow' });
    await change(own, id, display, { comment: 'too dear' });
    expect(await found(own, 'slow')).toEqual([]);
    expect(await found(own, 'dear')).toEqual(['too dear']);
    await change(own, id, display, { comment: '' });
    expect(await found(own, 'dear')).toEqual([]);
  });

  it('never finds the comments of another project', async () => {
    const other = await elleve.newProject();
    const { data } = await read(elleve, '/responses?q=slow', { key: other.secret_key });
    expect(data).toEqual([]);
  });

  it('joins the other filters', async () => {
    expect(await found(elleve, 'slow', '&category=promoter')).toEqual([]);
    expect(await found(elleve, 'slow', '&min_score=5&max_score=5')).toHaveLength(2);
  });
});
