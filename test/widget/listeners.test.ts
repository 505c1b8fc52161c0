import { expect, test, vi } from 'vitest';
import { createListeners } from '../../widget/loader/listeners.ts';

const detail = { survey_id: 'srv_1' };

test('tells each listener of an event, until it is taken off', () => {
  const { on, off, emit } = createListeners();
  const first = vi.fn<() => void>();
  const second = vi.fn<() => void>();
  on('eligible', first);
  on('eligible', second);
  on('beforeShow', first);
  emit('eligible', detail);
  off('eligible', first);
  emit('eligible', detail);
  emit('beforeShow', detail);
  expect(first.mock.calls).toEqual([[detail], [detail]]);
  expect(second).toHaveBeenCalledTimes(2);
});

test('is opposed by false only, and hears everybody out', () => {
  const { on, emit } = createListeners();
  const last = vi.fn<() => void>();
  on('beforeShow', () => undefined);
  on('beforeShow', () => 0);
  expect(emit('beforeShow', detail)).toBe(true);
  on('beforeShow', () => false);
  on('beforeShow', last);
  expect(emit('beforeShow', detail)).toBe(false);
  expect(last).toHaveBeenCalledOnce();
});

test('survives a listener that throws, and what is no listener', () => {
  const { on, emit } = createListeners();
  const after = vi.fn<() => void>();
  on('shown', () => {
    throw new Error("the page's mistake");
  });
  on('shown', 'no function' as never);
  on('shown', after);
  expect(emit('shown', { ...detail, display_id: 'd' })).toBe(true);
  expect(after).toHaveBeenCalledOnce();
});
