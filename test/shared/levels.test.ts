import { describe, expect, it, test } from 'vitest';
import { DEFAULT_LEVELS, levelCertain, levelReached } from '../../shared/levels.ts';

test.each([
  [-100, 'critical'],
  [-1, 'critical'],
  [0, 'acceptable'],
  [29, 'acceptable'],
  [30, 'good'],
  [50, 'good'],
  [51, 'excellent'],
  [74, 'excellent'],
  [75, 'world_class'],
  [100, 'world_class'],
])('an NPS of %i is %s', (nps, level) => {
  expect(levelReached(nps, DEFAULT_LEVELS)).toBe(level);
});

test('a score below the lowest level of a team reaches none', () => {
  const levels = [
    { name: 'ok', from: 20 },
    { name: 'great', above: 60 },
  ];
  expect(levelReached(19, levels)).toBeNull();
  expect(levelReached(60, levels)).toBe('ok');
  expect(levelReached(0, [])).toBeNull();
});

describe('a level is certain', () => {
  it.each([
    { low: 31.2, high: 49.9, certain: true, why: 'the interval lies in it' },
    { low: 31.2, high: 50.4, certain: true, why: 'the end is published as 50' },
    { low: 31.2, high: 50.5, certain: false, why: 'the end is published as 51' },
    { low: -0.5, high: 12, certain: false, why: '−0.5 is published as −1' },
    { low: 29.3, high: 67, certain: false, why: 'the interval spans three levels' },
  ])('$certain from $low to $high: $why', ({ low, high, certain }) => {
    expect(levelCertain({ low, high }, DEFAULT_LEVELS)).toBe(certain);
  });
});
