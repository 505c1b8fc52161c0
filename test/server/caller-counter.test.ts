import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallerCounter } from '../../server/plugins/caller-counter.ts';

describe('a counter of callers', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => vi.useRealTimers());

  it('begins a window with a first request, and another when it is over', () => {
    const counter = new CallerCounter({ max: 2, windowMs: 10_000 }, 10);
    expect(counter.count('ada')).toEqual({ max: 2, remaining: 1, seconds: 10, isExceeded: false });
    vi.setSystemTime(6_500);
    expect(counter.count('ada')).toEqual({ max: 2, remaining: 0, seconds: 5, isExceeded: false });
    vi.setSystemTime(10_999);
    expect(counter.count('ada')).toEqual({ max: 2, remaining: 0, seconds: 1, isExceeded: true });
    expect(counter.count('ben')).toMatchObject({ remaining: 1 });
    vi.setSystemTime(11_000);
    expect(counter.count('ada')).toEqual({ max: 2, remaining: 1, seconds: 10, isExceeded: false });
  });

  it('looks without counting', () => {
    const counter = new CallerCounter({ max: 2, windowMs: 10_000 }, 10);
    expect(counter.look('ada')).toEqual({ max: 2, remaining: 2, seconds: 0, isExceeded: false });
    counter.count('ada');
    for (let i = 0; i < 3; i++) expect(counter.look('ada')).toMatchObject({ remaining: 1, seconds: 10 });
    vi.setSystemTime(11_000);
    expect(counter.look('ada')).toMatchObject({ remaining: 2 });
  });

  it('forgets those longest unheard of, and nobody else', () => {
    const counter = new CallerCounter({ max: 9, windowMs: 10_000 }, 2);
    for (const caller of ['ada', 'ben', 'ada', 'eve']) counter.count(caller);
    expect(counter.look('ben').remaining).toBe(9);
    expect(counter.look('ada').remaining).toBe(7);
  });
});
