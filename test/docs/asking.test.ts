import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../server/domain/refusal.ts';
import { newSurvey } from '../../server/domain/survey-definition.ts';
import { packageFile } from '../../server/package-root.ts';
import { CLOCK_HEADER } from '../../server/domain/test-clock.ts';
import { IDENTITIES } from '../../shared/words.ts';
import { Targeting } from '../../shared/contract/targeting.ts';
import { explain } from '../../shared/eligibility.ts';
import { PAGE_REFUSALS } from '../../shared/eligibility/page-rules.ts';
import { LIMITS } from '../../shared/limits.ts';
import { askFixture } from '../shared/eligibility/ask-fixture.ts';

const PAGE = readFileSync(packageFile('docs/asking.md'), 'utf8');

/** The cells of each row of the table that follows a heading or sentence. */
function tableAfter(text: string): string[][] {
  const [, rest] = PAGE.split(text);
  const [table] = /^\|[\s\S]*?(?=\n\n)/m.exec(rest!)!;
  return table
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}
const code = (cell: string) => cell.replaceAll('`', '');

describe('docs/asking.md', () => {
  it('lists every reason in the order of the rules, with what a browser hears of it', () => {
    const rules = explain(askFixture()).map(({ rule }): [string, string] => [
      rule,
      refusalOf({ ask: false, because: rule, retry_at: null }, 0).because,
    ]);
    const listed = tableAfter('## Why somebody is not asked').map(([because, , heard]) => [
      code(because!),
      code(heard!),
    ]);
    expect(listed).toEqual(rules);
  });

  it('lists every reason of the page that the server can give', () => {
    const listed = tableAfter('The page judges its own rules').map(([because]) => code(because!));
    expect(listed).toEqual([...PAGE_REFUSALS]);
  });

  it('names every identity, mode and clock', () => {
    expect(tableAfter('## Who a person is').map(([identity]) => code(identity!))).toEqual([...IDENTITIES]);
    for (const word of ['`off`', '`optional`', '`required`', 'ELLEVE_CLOCK', 'Elleve-Clock'])
      expect(PAGE).toContain(word);
    expect(CLOCK_HEADER).toBe('elleve-clock');
  });

  it('states the pressure that surveys begin with', () => {
    const [relationship, transactional] = (['relationship', 'transactional'] as const).map(
      (kind) => newSurvey({ name: 'x', kind }, 0).pressure,
    );
    const stated = tableAfter('## How often').map(([field, , ...numbers]) => [code(field!), ...numbers.map(Number)]);
    expect(stated).toEqual(
      Object.entries(relationship!).map(([field, days]) => [
        field,
        days,
        transactional![field as keyof typeof transactional],
      ]),
    );
  });

  it('names every rule of targeting', () => {
    const named = ['The page judges these', 'The server judges these'].flatMap((text) =>
      tableAfter(text).flatMap(([rules]) => rules!.split(', ').map(code)),
    );
    expect(named.toSorted()).toEqual(Object.keys(Targeting.properties).toSorted());
    expect(PAGE).toContain(`; ${LIMITS.startedDays} unless set`);
  });
});
