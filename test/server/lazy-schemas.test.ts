import { fastify } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compiledWhenUsed } from '../../server/plugins/lazy-schemas.ts';

const BODY = { type: 'object', required: ['score'], properties: { score: { type: 'integer', maximum: 10 } } };
const ANSWER = { 200: { type: 'object', properties: { score: { type: 'integer' } } } };

describe('a schema that is compiled when it is used', () => {
  it.each([{ score: 10 }, { score: 11 }, {}])('refuses and answers as one compiled at the start (%o)', async (body) => {
    const answers = [];
    for (const app of [fastify(), fastify({ schemaController: { compilersFactory: compiledWhenUsed() } })]) {
      onTestFinished(() => app.close());
      app.post('/', { schema: { body: BODY, response: ANSWER } }, () => ({ score: 3, secret: 'left out' }));
      for (let time = 0; time < 2; time++) {
        const { statusCode, body: text } = await app.inject({ method: 'POST', url: '/', payload: body });
        answers.push({ statusCode, text });
      }
    }
    expect(answers).toEqual(Array(4).fill(answers[0]));
  });

  it('may be shared by answers that are one and answers that hold one', async () => {
    const app = fastify({ schemaController: { compilersFactory: compiledWhenUsed() } });
    onTestFinished(() => app.close());
    const shared = { $id: 'Shared', type: 'object', properties: { score: { type: 'integer' } } };
    app.addSchema(shared);
    app.get('/one', { schema: { response: { 200: shared } } }, () => ({ score: 3 }));
    app.get('/all', { schema: { response: { 200: { type: 'array', items: { $ref: 'Shared#' } } } } }, () => [
      { score: 3 },
    ]);
    expect((await app.inject('/one')).json()).toEqual({ score: 3 });
    expect((await app.inject('/all')).json()).toEqual([{ score: 3 }]);
  });

  it('is not looked at before', async () => {
    const broken = { type: 'no such type' };
    const app = fastify({ schemaController: { compilersFactory: compiledWhenUsed() } });
    onTestFinished(() => app.close());
    app.post('/', { schema: { body: broken } }, () => 'ok');
    await app.ready();
    expect((await app.inject({ method: 'POST', url: '/', payload: {} })).statusCode).toBe(500);
  });
});
