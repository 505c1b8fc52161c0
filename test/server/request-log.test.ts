import { fastify, LogController } from 'fastify';
import { describe, expect, it } from 'vitest';
import { logRefusals } from '../../server/plugins/request-log.ts';

async function logged(level: string): Promise<object[]> {
  const lines: Record<string, unknown>[] = [];
  const app = fastify({
    logger: { level, base: null, stream: { write: (line: string) => void lines.push(JSON.parse(line)) } },
    logController: new LogController({ disableRequestLogging: true }),
  });
  logRefusals(app);
  app.get('/things/:id', async (_request, reply) => reply.code(201).send());
  await app.inject('/things/secret-7?key=secret');
  await app.inject('/others/secret-8');
  await app.close();
  return lines.map(({ msg, route, status }) => ({ msg, route, status }));
}

const REFUSED = { msg: 'refused', route: 'none', status: 404 };
const ANSWERED = { msg: 'answered', route: '/things/:id', status: 201 };

describe('the log of requests', () => {
  it.each([
    ['warn', []],
    ['info', [REFUSED]],
    ['debug', [ANSWERED, REFUSED]],
    ['trace', [ANSWERED, REFUSED]],
  ])('tells at %s', async (level, lines) => {
    expect(await logged(level)).toEqual(lines);
  });
});
