import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Storage } from './storage/storage.ts';

/** What every route may use. The clock is passed in, so that ninety days can pass in a test. */
export interface Context {
  storage: Storage;
  /** Signs write tokens. */
  secret: string;
  /** Epoch milliseconds. */
  now: () => number;
  /** How far the clock of test projects is ahead, in milliseconds. */
  testClockOffset?: number;
  /** Where browsers reach this server, without a slash at the end; links are made of it. */
  publicUrl: string;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
