import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/uuid.ts';

const NOW = Date.UTC(2026, 10, 23);
const random = () => crypto.getRandomValues(new Uint8Array(16));

test('makes ids of version 7 and of the variant that the standard names', () => {
  const ids = Array.from({ length: 500 }, () => uuidv7(NOW, random()));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('begins with the milliseconds, so that later ids sort after earlier ones', () => {
  const id = uuidv7(NOW, random());
  expect(parseInt(id.replace('-', ''), 16)).toBe(NOW);
  expect(uuidv7(NOW + 1, random()) > id).toBe(true);
});

test('pads the time of a clock that is decades behind', () => {
  expect(uuidv7(1, new Uint8Array(16))).toBe('00000000-0001-7000-8000-000000000000');
});
