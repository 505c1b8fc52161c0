import { describe, expect, it } from 'vitest';
import { DecisionMemory } from '../../server/storage/sqlite/index/decision-memory.ts';
import { TraitColumns } from '../../server/storage/sqlite/index/trait-columns.ts';
import { TupleDictionary } from '../../server/storage/sqlite/index/tuple-dictionary.ts';

function memory() {
  const known = { settings: new TupleDictionary(1), traits: new TraitColumns() };
  const kept = new DecisionMemory<number>();
  let decided = 0;
  return { known, ask: (question: string) => kept.of(known, question, () => ++decided) };
}

describe('what is decided of all settings and trait sets', () => {
  it('is decided once for each question', () => {
    const { ask } = memory();
    expect(['a', 'b', 'a'].map(ask)).toEqual([1, 2, 1]);
  });

  it('is decided anew when there is one more setting', () => {
    const { known, ask } = memory();
    ask('a');
    known.settings.intern([7]);
    expect(ask('a')).toBe(2);
  });

  it('is decided anew when a trait is learnt', () => {
    const { known, ask } = memory();
    ask('a');
    known.traits.add(1, { plan: 'pro' });
    expect(ask('a')).toBe(2);
  });

  it('is kept of the last eight questions', () => {
    const { ask } = memory();
    for (const question of 'abcdefghi') ask(question);
    expect(ask('b')).toBe(2);
    expect(ask('a')).toBe(10);
  });
});
