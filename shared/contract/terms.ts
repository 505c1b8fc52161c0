import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { OneOf, Strict } from './common.ts';
import { rest } from './breakdown.ts';
import { difference, orNull, range, score } from './metric.ts';
import { confidence, filters, where } from './report-filters.ts';

const TERM_SORTS = ['size', 'difference'] as const;

export const TermsQuery = Strict(
  {
    ...filters,
    confidence,
    sort: Type.Optional(
      OneOf(TERM_SORTS, { description: '`size`: the most common first (the default); `difference`: what pulls most.' }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Terms and tags each, 1–100; default 30.' }),
    ),
  },
  { patternProperties: where },
);

const compared = {
  ...score,
  rest,
  ...difference,
  p_value_adjusted: orNull(
    Type.Number({ minimum: 0, maximum: 1, description: 'By Benjamini and Hochberg, over all that were compared.' }),
  ),
};

export const Term = Strict(
  { term: Type.String({ description: 'A word of comments, in lower case.' }), ...compared },
  { $id: 'Term', description: 'The answers whose comment holds the word, against all other answers with a comment.' },
);

export const TagGroup = Strict(
  { tag: Type.String({ description: 'As the team wrote it.' }), ...compared },
  { $id: 'TagGroup', description: 'The answers with the tag, against all other answers.' },
);

const { respondents: _respondents, unit: _unit, cluster: _cluster, ...echoed } = range;

export const Terms = Strict(
  {
    ...echoed,
    comment_count: Type.Integer({
      minimum: 0,
      description: `Comments that were read: the latest ${LIMITS.commentsRead.toLocaleString('en')} at most.`,
    }),
    terms: Type.Array(Type.Ref('Term'), {
      description: `Words that at least ${LIMITS.smallGroup} people used, of the ${LIMITS.termsCompared} most common.`,
    }),
    tags: Type.Array(Type.Ref('TagGroup'), { description: `Tags on answers of at least ${LIMITS.smallGroup} people.` }),
  },
  { $id: 'Terms' },
);

export type TermsQuery = Static<typeof TermsQuery>;
export type Term = Static<typeof Term>;
export type TagGroup = Static<typeof TagGroup>;
export type Terms = Omit<Static<typeof Terms>, 'terms' | 'tags'> & { terms: Term[]; tags: TagGroup[] };
