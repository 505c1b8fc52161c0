import { AuditList, AuditQuery } from '../../../shared/contract/audit.ts';
import type { App, Context } from '../../context.ts';
import { problemAnswers } from '../problem-answers.ts';

const PAGE_SIZE = 50;

export function auditRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'What was done by hand, newest first',
    description: 'Entries are added and never changed. `next_cursor` leads to the page after; `null` on the last page.',
    tags: ['administration'],
    querystring: AuditQuery,
    response: { 200: AuditList, ...problemAnswers(400, 401, 403) },
  };
  app.get('/audit', { schema, config: { scope: 'admin' } }, async ({ project, query }) => {
    const size = query.limit === undefined ? PAGE_SIZE : Number(query.limit);
    const before = query.cursor === undefined ? undefined : Number(query.cursor);
    const entries = await storage.listAudit(project.id, before, size + 1);
    const page = entries.slice(0, size);
    return {
      data: page.map(({ at, ...entry }) => ({ ...entry, at: new Date(at).toISOString() })),
      next_cursor: entries.length > size ? String(page.at(-1)!.number) : null,
    };
  });
}
