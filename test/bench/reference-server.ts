import cors from '@fastify/cors';
import { fastify } from 'fastify';
import { tellFare } from './fare.ts';

/**
 * What the ratios are ratios to: Fastify with nothing behind it, in a process of its own. Frozen: the schema and the CORS settings
 * are those of the collector, written out, so that a change of the collector does not move the reference.
 */
const app = fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } } });
await app.register(cors, {
  origin: '*',
  methods: ['GET', 'POST'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['retry-after'],
  maxAge: 86_400,
});

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
const params = {
  type: 'object',
  required: ['public_key'],
  properties: { public_key: { type: 'string', pattern: '^elv_pk_[0-9A-Za-z]{22}$' } },
};
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'display_id', 'write_token', 'score'],
  properties: {
    id: { type: 'string', pattern: UUID },
    display_id: { type: 'string', pattern: UUID },
    write_token: { type: 'string', pattern: '^[A-Za-z0-9_-]{22}$' },
    score: { type: 'integer', minimum: 0, maximum: 10 },
    comment: { type: 'string', maxLength: 2_000 },
    contact_ok: { type: 'boolean' },
    answered_ms_ago: { type: 'integer', minimum: 0, maximum: 604_800_000 },
  },
};
const acknowledgement = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
app.post<{ Body: { id: string } }>(
  '/c/:public_key/responses',
  { schema: { params, body, response: { 201: acknowledgement } } },
  async (request, reply) => {
    reply.code(201);
    return { id: request.body.id };
  },
);

const config = { schema: { params, querystring: { type: 'object', properties: { locale: { type: 'string' } } } } };
/** As long as a survey's configuration under brotli. */
const packed = Buffer.alloc(700, 'x');
app.get('/c/:public_key/config', config, async (_request, reply) =>
  reply
    .header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
    .header('etag', '"reference"')
    .header('vary', 'accept-encoding')
    .header('content-encoding', 'br')
    .type('application/json; charset=utf-8')
    .send(packed),
);

tellFare();
process.send!({ address: await app.listen({ host: '127.0.0.1', port: 0 }) });
