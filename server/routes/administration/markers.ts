import { Strict } from '../../../shared/contract/common.ts';
import { Marker, MarkerChange, MarkerId, MarkerList, NewMarker } from '../../../shared/contract/markers.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { randomBase62 } from '../../domain/base62.ts';
import { markerAnswer, storedMarker } from '../../domain/reporting/marker.ts';
import { problemAnswers } from '../problem-answers.ts';

const MarkerPath = Strict({ id: MarkerId });
const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function markerRoutes(app: App, { storage }: Context): void {
  const list = {
    summary: 'All markers, in the order of the time line',
    tags,
    response: { 200: MarkerList, ...problemAnswers(401, 403) },
  };
  app.get('/markers', { schema: list, config: { scope: 'read' } }, async ({ project }) => {
    return { data: (await storage.listMarkers(project.id)).map(markerAnswer), next_cursor: null };
  });

  const create = {
    summary: 'Mark a date, or a range of dates when it has an `until`',
    tags,
    body: NewMarker,
    response: { 201: Marker, ...problemAnswers(400, 401, 403, 'reversed_range', 'too_many_markers') },
  };
  app.post('/markers', { schema: create, config }, async ({ project, body }, reply) => {
    const existing = await storage.listMarkers(project.id);
    if (existing.length >= LIMITS.markersPerProject) throw new Problem('too_many_markers');
    const marker = storedMarker({ until: null, ...body, id: `mrk_${randomBase62(16)}` });
    await storage.putMarker(project.id, marker);
    return reply.code(201).send(markerAnswer(marker));
  });

  const change = {
    summary: 'Change a marker',
    tags,
    params: MarkerPath,
    body: MarkerChange,
    response: { 200: Marker, ...problemAnswers(400, 401, 403, 'not_found', 'unknown_marker', 'reversed_range') },
  };
  app.patch('/markers/:id', { schema: change, config }, async ({ project, params, body }) => {
    const found = (await storage.listMarkers(project.id)).find(({ id }) => id === params.id);
    if (!found) throw new Problem('unknown_marker');
    const marker = storedMarker({ ...markerAnswer(found), ...body });
    await storage.putMarker(project.id, marker);
    return markerAnswer(marker);
  });

  const remove = {
    summary: 'Delete a marker',
    tags,
    params: MarkerPath,
    response: {
      204: { type: 'null', description: 'It is gone.' },
      ...problemAnswers(401, 403, 'not_found', 'unknown_marker'),
    },
  };
  app.delete('/markers/:id', { schema: remove, config }, async ({ project, params }, reply) => {
    const outcome = await storage.deleteMarker(project.id, params.id);
    if (outcome === 'unknown_marker') throw new Problem('unknown_marker');
    return reply.code(204).send();
  });
}
