import { Strict, TraitKey } from '../../../shared/contract/common.ts';
import { Trait, TraitBody, TraitList } from '../../../shared/contract/traits.ts';
import type { App, Context } from '../../context.ts';
import { problemAnswers } from '../problem-answers.ts';

const TraitPath = Strict({ key: TraitKey });
const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function traitRoutes(app: App, { storage }: Context): void {
  const list = { summary: 'All declared traits', tags, response: { 200: TraitList, ...problemAnswers(401, 403) } };
  app.get('/traits', { schema: list, config }, async ({ project }) => {
    return { data: await storage.listTraits(project.id), next_cursor: null };
  });

  const declare = {
    summary: 'Declare a trait, or declare it anew',
    tags,
    params: TraitPath,
    body: TraitBody,
    response: { 200: Trait, ...problemAnswers(400, 401, 403) },
  };
  app.put('/traits/:key', { schema: declare, config }, async ({ project, params, body }) => {
    const trait: Trait = { key: params.key, ...body };
    await storage.declareTrait(project.id, trait);
    return trait;
  });
}
