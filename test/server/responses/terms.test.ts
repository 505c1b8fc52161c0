import { describe, expect, it } from 'vitest';
import { termsOfComment } from '../../../server/domain/terms/terms-of-comment.ts';
import { freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, read } from '../team.ts';

interface Entry {
  term?: string;
  tag?: string;
  response_count: number;
  detractor_count: number;
  nps: number;
  difference: number;
  significant: boolean;
  rest: { nps: number; response_count: number };
}

const terms = async (elleve: Elleve, query = '') =>
  (await read(elleve, `/metrics/terms${query}`)) as unknown as { comment_count: number; terms: Entry[]; tags: Entry[] };

async function said(elleve: Elleve, count: number, score: number, comment?: string): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    ids.push((await respond(elleve, elleve.newId(), { score, ...(comment !== undefined && { comment }) })).id);
  }
  return ids;
}

describe('the words of a comment', () => {
  it.each([
    ['The export is slow, and the export is ugly', 'en', ['export', 'slow', 'ugly']],
    ['Fakturaen er for dyr, og det er ikke godt', 'da', ['fakturaen', 'dyr', 'godt']],
    // Written in Danish in a browser that asks for English.
    ['Fakturaen er for dyr, og det er ikke godt', 'en', ['fakturaen', 'dyr', 'godt']],
    ['Die Rechnung ist zu teuer und nicht gut', 'de-AT', ['rechnung', 'teuer', 'gut']],
    ['Þetta er mjög gott kerfi', 'is', ['gott', 'kerfi']],
    [`C'est très cher et vraiment trop lent`, 'fr', ['cher', 'lent']],
    ['Det är för dyrt men bra', null, ['dyrt', 'bra']],
    ['Wi-Fi doesn’t work, v2 neither', 'en', ['wi-fi', `doesn't`, 'work', 'neither']],
    ['Bra, BRA, bra', 'sv', ['bra']],
    ['10 😀 !!!', 'en', []],
  ])('of %j (%s) are %j', (comment, locale, expected) => {
    expect([...termsOfComment(comment, locale)]).toEqual(expect.arrayContaining(expected));
    const empty = new Set([
      'the',
      'and',
      'er',
      'det',
      'og',
      'die',
      'ist',
      'und',
      'mjög',
      'är',
      'men',
      'très',
      'trop',
      'vraiment',
    ]);
    expect([...termsOfComment(comment, locale)].filter((word) => empty.has(word))).toEqual([]);
  });
});

describe('what comments say', () => {
  it('counts each word by category and tests it against the other comments', async () => {
    const elleve = await freshElleve();
    await said(elleve, 40, 2, 'slow export');
    await said(elleve, 20, 10, 'lovely export');
    await said(elleve, 40, 10, 'lovely invoices');
    await said(elleve, 30, 10);
    const { comment_count, terms: found } = await terms(elleve);
    expect(comment_count).toBe(100);
    expect(found.map(({ term, response_count }) => [term, response_count])).toEqual([
      ['export', 60],
      ['lovely', 60],
      ['invoices', 40],
      ['slow', 40],
    ]);
    const slow = found.find(({ term }) => term === 'slow')!;
    expect(slow).toMatchObject({ nps: -100, detractor_count: 40, difference: -200, significant: true });
    expect(slow.rest).toMatchObject({ nps: 100, response_count: 60 });
    const [first] = (await terms(elleve, '?sort=difference&limit=1')).terms;
    expect(Math.abs(first!.difference)).toBe(200);
  });

  it('hides what fewer than five people said, however often', async () => {
    const elleve = await freshElleve();
    await said(elleve, 4, 2, 'rare words');
    await said(elleve, 5, 2, 'common words');
    const { terms: found } = await terms(elleve);
    expect(found.map(({ term }) => term)).toEqual(['words', 'common']);
    await call(elleve, 'PATCH', '/project', { body: { hide_small_groups: false } });
    expect((await terms(elleve)).terms).toHaveLength(3);
  });

  it('compares tags with all other answers, and leaves excluded answers out', async () => {
    const elleve = await freshElleve();
    const tagged = await said(elleve, 6, 3);
    await said(elleve, 6, 10, 'fine');
    for (const id of tagged) await call(elleve, 'PUT', `/responses/${id}/tags`, { body: { tags: ['pricing'] } });
    await call(elleve, 'POST', `/responses/${tagged[0]}/exclusion`, { body: { reason: 'test' } });
    const { tags } = await terms(elleve);
    expect(tags).toHaveLength(1);
    expect(tags[0]).toMatchObject({ tag: 'pricing', response_count: 5, nps: -100, difference: -200 });
    expect(tags[0]!.rest).toMatchObject({ nps: 100, response_count: 6 });
  });

  it('is empty where nobody wrote anything', async () => {
    expect(await terms(await freshElleve())).toMatchObject({ comment_count: 0, terms: [], tags: [] });
  });
});
