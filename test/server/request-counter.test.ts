import { describe, expect, it } from 'vitest';
import { RequestCounter } from '../../server/domain/request-counter.ts';

describe('a counter of requests', () => {
  it('begins a window with a first request, and another when it is over', () => {
    const counter = new RequestCounter({ max: 2, windowMs: 10_000 }, 10);
    expect(counter.count('ada', 1_000)).toEqual({ max: 2, remaining: 1, seconds: 10, isExceeded: false });
    expect(counter.count('ada', 6_500)).toEqual({ max: 2, remaining: 0, seconds: 5, isExceeded: false });
    expect(counter.count('ada', 10_999)).toEqual({ max: 2, remaining: 0, seconds: 1, isExceeded: true });
    expect(counter.count('ben', 10_999)).toMatchObject({ remaining: 1 });
    expect(counter.count('ada', 11_000)).toEqual({ max: 2, remaining: 1, seconds: 10, isExceeded: false });
  });

  it('looks without counting', () => {
    const counter = new RequestCounter({ max: 2, windowMs: 10_000 }, 10);
    expect(counter.look('ada', 0)).toEqual({ max: 2, remaining: 2, seconds: 0, isExceeded: false });
    counter.count('ada', 0);
    expect(counter.look('ada', 1)).toMatchObject({ remaining: 1, seconds: 10 });
    expect(counter.look('ada', 10_000)).toMatchObject({ remaining: 2 });
  });

  it('forgets those longest unheard of, and nobody else', () => {
    const counter = new RequestCounter({ max: 9, windowMs: 10_000 }, 2);
    for (const caller of ['ada', 'ben', 'ada', 'eve']) counter.count(caller, 0);
    expect(['ada', 'ben', 'eve'].map((caller) => counter.look(caller, 1).remaining)).toEqual([7, 9, 8]);
  });
});
