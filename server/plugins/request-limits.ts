import { normalizeIP } from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../shared/problem.ts';
import type { App } from '../context.ts';
import type { RequestLimit, RequestLimits } from '../domain/request-limits.ts';
import { CallerCounter } from './caller-counter.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Counted apart from the rest of the collector: nearly every page view asks for it. */
    isConfig?: boolean;
  }
}

/** What a page may read of an answer's headers, so that a widget knows when to come back. */
export const LIMIT_HEADERS = ['retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];

const SAMPLE_MS = 1_000;

/** Counts what pages say by address, by public key and by who is asked. Registered after CORS, so that a page can read a refusal. */
export async function limitCollector(app: App, limits: RequestLimits): Promise<void> {
  await refuseUnderPressure(app, limits);
  const perConfig = counter(limits, limits.configPerAddress, addressOf);
  const perAddress = counter(limits, limits.collectorPerAddress, addressOf);
  const perKey = counter(limits, limits.collectorPerKey, publicKeyOf);
  const perPerson = counter(limits, limits.claimsPerPerson, (request) =>
    JSON.stringify([publicKeyOf(request), personOf(request)]),
  );

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.isConfig) perConfig(request, reply);
    else {
      perAddress(request, reply);
      perKey(request, reply);
    }
    done();
  });
  app.addHook('preHandler', (request, reply, done) => {
    if (personOf(request) !== undefined) perPerson(request, reply);
    done();
  });
}

/** Counts what secret keys ask, and by address who shows none that is good. `authenticate` adds the hook that tells them apart. */
export async function limitRest(app: App, limits: RequestLimits, authenticate: () => void): Promise<void> {
  await refuseUnderPressure(app, limits);
  const perKey = counter(limits, limits.restPerKey, ({ project, actor }) => `${project.id} ${actor}`);
  const refused = new CallerCounter(limits.refusedKeysPerAddress, limits.remembered);

  app.addHook('onRequest', (request, _reply, done) => {
    const seen = refused.look(addressOf(request));
    if (seen.remaining === 0) throw tooMany(seen.seconds);
    done();
  });
  authenticate();
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.scope !== undefined) perKey(request, reply);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 401) refused.count(addressOf(request));
    done();
  });
}

/** 503 while the event loop lags: a short queue that says so serves more people than a long one. */
async function refuseUnderPressure(app: App, { loopDelayMs }: RequestLimits): Promise<void> {
  // What a start does at one go (compiling schemas takes a second) stands in the first sample, and is no pressure.
  let judgesFrom = Infinity;
  app.addHook('onReady', async () => {
    judgesFrom = performance.now() + 2 * SAMPLE_MS;
  });
  await app.register(underPressure, {
    maxEventLoopDelay: loopDelayMs,
    sampleInterval: SAMPLE_MS,
    async pressureHandler() {
      if (performance.now() < judgesFrom) return;
      throw new Problem('busy', { retryAfterSeconds: 2 });
    },
  });
}

type Count = (request: FastifyRequest, reply: FastifyReply) => void;
type KeyOf = (request: FastifyRequest) => string;

/** Throws `too_many_requests` once a caller has spent its requests; until then it tells how many are left. */
function counter({ remembered }: RequestLimits, limit: RequestLimit, keyOf: KeyOf): Count {
  const callers = new CallerCounter(limit, remembered);
  return (request, reply) => {
    const counted = callers.count(keyOf(request));
    // Of several limits the caller hears of the one that it will meet first.
    if (counted.remaining < Number(reply.getHeader('ratelimit-remaining') ?? Infinity) || counted.isExceeded) {
      reply.headers({
        'ratelimit-limit': counted.max,
        'ratelimit-remaining': counted.remaining,
        'ratelimit-reset': counted.seconds,
      });
    }
    if (counted.isExceeded) throw tooMany(counted.seconds);
  };
}

function tooMany(seconds: number): Problem {
  return new Problem('too_many_requests', { retryAfterSeconds: Math.max(1, seconds) });
}

/** One IPv4 address, or the /64 network of an IPv6 one: a household has as many addresses in it as it likes. */
function addressOf({ ip }: FastifyRequest): string {
  return ip.includes(':') ? normalizeIP(ip, 64) : ip;
}

function publicKeyOf({ params }: FastifyRequest): string {
  return String((params as { public_key?: string }).public_key);
}

/** Whom a claim names: the vendor's id, or the random one of an anonymous visitor. */
function personOf({ body }: FastifyRequest): string | undefined {
  const { respondent, anonymous_id } = (body ?? {}) as { respondent?: { id: string }; anonymous_id?: string };
  return respondent?.id ?? anonymous_id;
}
