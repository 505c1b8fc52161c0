import { describe, expect, test } from 'vitest';
import { moveTo } from '../../widget/ui/scale-keys.ts';

const press = (key: string, timeStamp = 10_000) => ({ key, timeStamp });

describe('keys on the scale', () => {
  test.each([
    [3, 'ArrowRight', 4],
    [3, 'ArrowDown', 4],
    [3, 'ArrowLeft', 2],
    [3, 'ArrowUp', 2],
    [10, 'ArrowRight', 0],
    [0, 'ArrowLeft', 10],
    [5, 'Home', 0],
    [5, 'End', 10],
    ...Array.from({ length: 10 }, (_, digit) => [5, `${digit}`, digit] as const),
    [5, 'Enter', undefined],
    [5, ' ', undefined],
    [5, 'Tab', undefined],
    [5, 'Escape', undefined],
    [5, 'a', undefined],
    [5, 'F1', undefined],
    [5, '٣', 3],
    [5, '۷', 7],
    [5, '५', undefined],
  ] as const)('from %i, %s moves to %s', (at, key, expected) => {
    expect(moveTo(at, press(key), undefined, false)).toBe(expected);
  });

  test.each([
    [3, 'ArrowRight', 2],
    [3, 'ArrowLeft', 4],
    [3, 'ArrowUp', 2],
    [3, 'ArrowDown', 4],
  ])('from right to left, from %i %s moves to %i', (at, key, expected) => {
    expect(moveTo(at, press(key), undefined, true)).toBe(expected);
  });

  test.each([
    ['soon after 1', 9_000, 10],
    ['long after 1', 8_000, 0],
    ['without a 1', undefined, 0],
  ])('0 %s', (_name, one, expected) => {
    expect(moveTo(1, press('0'), one, false)).toBe(expected);
  });
});
