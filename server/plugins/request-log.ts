import type { FastifyInstance } from 'fastify';

/** One line for what was refused or failed, and at `debug` for all. Names the route, never the URL, the address or the agent. */
export function logRefusals(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const line = {
      reqId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (status >= 400) request.log.info(line, 'refused');
    else request.log.debug(line, 'answered');
    done();
  });
}
