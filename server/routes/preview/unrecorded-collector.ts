import { Type } from 'typebox';
import {
  Acknowledgement,
  Config,
  ConfigQuery,
  Dismissal,
  DisplayClaim,
  DisplayVerdict,
  NewResponse,
  ResponseChange,
} from '../../../shared/contract/collector.ts';
import { PublicKey, Strict, Uuid } from '../../../shared/contract/common.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { configOf } from '../../domain/config-cache.ts';
import type { FindPreviewed } from './preview.ts';

const Path = Strict({ token: Type.String(), public_key: PublicKey });
const AnswerPath = Strict({ ...Path.properties, id: Uuid });
const hide = true;

/** A write token that opens nothing: no display was ever recorded under it. */
const WRITE_TOKEN = 'preview'.padEnd(22, '_');

/** Asks on every page, at once. */
const EVERYWHERE = { touchpoints: [], url_patterns: [], delay_s: 0 };

/** The collector's routes with the collector's schemas, for one survey in whatever status: it says yes to all and keeps nothing. */
export function unrecordedCollector(app: App, { now }: Context, find: FindPreviewed): void {
  const config = { hide, params: Path, querystring: ConfigQuery, response: { 200: Config } };
  app.get('/c/:public_key/config', { schema: config }, async ({ params, query }): Promise<Config> => {
    const { project, survey } = await find(params.token);
    return configOf(project, [{ ...survey, targeting: EVERYWHERE }], query.locale ?? '');
  });

  const displays = { hide, params: Path, body: DisplayClaim, response: { 200: DisplayVerdict } };
  app.post('/c/:public_key/displays', { schema: displays }, async ({ params }): Promise<DisplayVerdict> => {
    await find(params.token);
    const expires = new Date(now() + LIMITS.claimHours * 60 * 60 * 1000);
    return { show: true, write_token: WRITE_TOKEN, expires_at: expires.toISOString() };
  });

  const responses = { hide, params: Path, body: NewResponse, response: { 201: Acknowledgement } };
  app.post('/c/:public_key/responses', { schema: responses }, async ({ params, body }, reply) => {
    await find(params.token);
    return reply.code(201).send({ id: body.id });
  });

  const changes = { hide, params: AnswerPath, body: ResponseChange, response: { 200: Acknowledgement } };
  app.post('/c/:public_key/responses/:id/changes', { schema: changes }, async ({ params }) => {
    await find(params.token);
    return { id: params.id };
  });

  const dismissals = { hide, params: AnswerPath, body: Dismissal, response: { 200: Acknowledgement } };
  app.post('/c/:public_key/displays/:id/dismissal', { schema: dismissals }, async ({ params }) => {
    await find(params.token);
    return { id: params.id };
  });
}
