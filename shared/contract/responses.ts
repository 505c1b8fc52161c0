import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  CATEGORIES,
  Category,
  Channel,
  Comment,
  Day,
  ExternalId,
  Identity,
  Instant,
  Kind,
  Locale,
  OneOf,
  pageOf,
  Score,
  Strict,
  SurveyId,
  Touchpoint,
  Traits,
  Uuid,
} from './common.ts';
import { Flags } from './flagged.ts';
import { orNull } from './metric.ts';
import { filters, where } from './report-filters.ts';

export const ResponsePathOfKey = Strict({ id: Uuid });

const Tag = Type.String({
  minLength: 1,
  maxLength: LIMITS.tagCodePoints,
  pattern: '^\\S(.*\\S)?$',
  description: 'A word or a few that a team sorts answers by, without space around it.',
});

const ScoreText = Type.String({ pattern: '^([0-9]|10)$' });

const answerFilters = {
  ...filters,
  category: Type.Optional(OneOf(CATEGORIES, { description: 'Only promoters, passives or detractors.' })),
  min_score: Type.Optional({ ...ScoreText, description: 'The lowest score to list, 0–10.' }),
  max_score: Type.Optional({ ...ScoreText, description: 'The highest score to list, 0–10.' }),
  has_comment: Type.Optional(OneOf(['true', 'false'], { description: 'Only answers with a comment, or without.' })),
  tag: Type.Optional({ ...Tag, description: 'Only answers with this tag.' }),
  excluded: Type.Optional(
    OneOf(['true', 'false', 'any'], {
      description: 'Answers that were taken out of the numbers: only those, none of them (the default), or both.',
    }),
  ),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.searchCodePoints,
      description:
        'Words that the comment holds, all of them; the last may be the beginning of a word. Case and accents do not matter.',
    }),
  ),
};

export const ResponsesQuery = Strict(
  {
    ...answerFilters,
    updated_since: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'Lists what was changed at this instant or later, in the order of the changes. To stay in step, ask again with the `updated_at` of the last row you have: a row may come twice, none is missed.',
      }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Rows per page, 1–100; default 50.' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next_cursor` of the page before.' })),
  },
  { patternProperties: where },
);

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export const ExportQuery = Strict(
  {
    ...answerFilters,
    format: OneOf(EXPORT_FORMATS, { description: '`csv` for spreadsheets, `ndjson` for programs.' }),
  },
  { patternProperties: where },
);

export const Response = Strict(
  {
    id: Uuid,
    survey_id: SurveyId,
    survey_version: Type.Integer({ description: 'Which wording of the question was answered.' }),
    kind: Kind,
    score: Score,
    category: Category,
    comment: orNull(Comment),
    contact_ok: orNull(Type.Boolean({ description: 'Whether the person agreed to be contacted.' })),
    channel: Channel,
    identity: Identity,
    locale: orNull(Locale),
    touchpoint: orNull(Touchpoint),
    url_path: orNull(Type.String({ description: 'The path of the page, without query.' })),
    respondent_id: orNull(ExternalId),
    account_id: orNull(ExternalId),
    traits: Traits,
    responded_at: Instant,
    changed_at: orNull({ ...Instant, description: 'When the person changed the answer. ISO 8601, UTC.' }),
    updated_at: {
      ...Instant,
      description: 'Of the last change by anybody, tags and exclusion included. ISO 8601, UTC.',
    },
    day: Day,
    tags: Type.Array(Tag, { description: 'In alphabetical order.' }),
    excluded: Type.Boolean({ description: 'True when the answer counts in no number.' }),
    flags: Flags,
    exclusion_reason: orNull(Type.String({ description: 'As it was given; null when the answer counts.' })),
  },
  { $id: 'Response' },
);
export const ResponseList = pageOf(Type.Ref('Response'));

export const NewExclusion = Strict({
  reason: Type.String({
    minLength: 1,
    maxLength: LIMITS.reasonCodePoints,
    pattern: '\\S',
    description: 'Why it does not count, for the audit.',
  }),
});
export const TagsBody = Strict({
  tags: Type.Array(Tag, {
    maxItems: LIMITS.tagsPerResponse,
    uniqueItems: true,
    description: 'All tags that the answer shall have; an empty list takes them away.',
  }),
});

export type ResponsesQuery = Static<typeof ResponsesQuery>;
export type ExportQuery = Static<typeof ExportQuery>;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type Response = Static<typeof Response>;
export type ResponseList = { data: Response[]; next_cursor: string | null };
export type NewExclusion = Static<typeof NewExclusion>;
export type TagsBody = Static<typeof TagsBody>;
