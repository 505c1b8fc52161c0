import { expect, it, vi } from 'vitest';
import { startElleve } from '../server/harness.ts';
import { campaign } from './campaign.ts';

/** A planted bug: the server as it would be with the framework's own settings, which read "9" as 9. */
vi.mock(import('fastify'), async (original) => {
  const real = await original();
  const coercing = (options: object) => real.fastify({ ...options, ajv: { customOptions: { coerceTypes: true } } });
  return { ...real, fastify: coercing as unknown as typeof real.fastify };
});

it('is found by the hostile requests when it is on', { timeout: 120_000 }, async () => {
  const server = await startElleve();
  const { faults } = await campaign(server, { requests: 1_000, seed: 11, mutators: ['number_as_text', 'wrong_type'] });
  await server.close();
  expect(faults.map(({ fault }) => fault)).toContain('takes a body that its schema refuses');
});
