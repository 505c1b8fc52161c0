import type { FastifyInstance } from 'fastify';
import { dateOfDay } from '../shared/calendar/day.ts';
import { dayOfInstant } from '../shared/calendar/zone.ts';
import { TIME_ZONE } from './sample-project.ts';

interface Reporting {
  collector: string;
  /** Stays here: browsers get numbers, never the key. */
  key: string;
  /** Epoch milliseconds. */
  now: () => number;
}

const DAYS = 90;
const COMMENTS = 4;

/** What the panel shows, each from the REST API; a browser cannot ask this server for anything else. */
export function panelRoutes(site: FastifyInstance, { collector, key, now }: Reporting): void {
  const reports: Record<string, () => string> = {
    metrics: () => `/v1/metrics?since=${dateOfDay(dayOfInstant(now(), TIME_ZONE) - DAYS + 1)}`,
    series: () => '/v1/metrics/series?bucket=month',
    comments: () => `/v1/responses?has_comment=true&limit=${COMMENTS}`,
  };
  for (const [name, pathOf] of Object.entries(reports)) {
    site.get(`/panel/${name}`, async (_request, reply) => {
      const answer = await fetch(collector + pathOf(), { headers: { authorization: `Bearer ${key}` } });
      return reply
        .code(answer.status)
        .type(answer.headers.get('content-type') ?? 'application/json')
        .send(await answer.text());
    });
  }
}
