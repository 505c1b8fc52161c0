import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlainJson } from '../../server/domain/plain-json.ts';
import { parseStrictJson } from '../../server/domain/strict-json.ts';

const outcomeOf = (text: string) => {
  try {
    return parseStrictJson(text);
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a plain body', () => {
  it('reads every JSON text as a parser does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain = parsePlainJson(text);
        if (plain !== undefined) expect(plain).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is read at the first go when it is what widgets send', () => {
    const body = {
      id: 'a',
      score: 9,
      comment: 'as: said',
      account: { id: 'acme', traits: { plan: 'pro', seats: [1] } },
    };
    expect(parsePlainJson(JSON.stringify(body))).toEqual(body);
    expect(parsePlainJson(JSON.stringify(body, null, 2))).toEqual(body);
  });

  it.each([
    '{"score":1,"score":2}',
    '{"score" :1,"score":2}',
    '{"score"\n :1,"score":2}',
    '{"a":[{"b":1,"b":2}]}',
    '{"a":{"a":1},"a":2}',
    '{"a":":","b":1,"b":2}',
    '{"a":1,"\\u0061":2}',
    '{"":1,"":2}',
  ])('refuses a key twice: %s', (text) => {
    expect(outcomeOf(text)).toBe('duplicate_key');
  });

  it.each(['{"a":":"}', '{"a":": :\\"b"}', '[":",{"a":":a"}]', '{"a b":"::"}'])('takes colons in texts: %s', (text) => {
    expect(outcomeOf(text)).toEqual(JSON.parse(text));
  });

  it.each(['{"__proto__":{}}', '{"constructor":{"prototype":{}}}', '{"\\u005f_proto__":1}', '{', '', '\uFEFF{}'])(
    'refuses %s',
    (text) => {
      expect(outcomeOf(text)).toBe('invalid_json');
    },
  );
});
