import { Type, type Static } from 'typebox';
import { ExternalId, Identity, Instant, Locale, OneOf, Strict, SurveyId, Touchpoint, Traits, Uuid } from './common.ts';
import { DEVICES } from '../words.ts';
import { orNull } from './metric.ts';
import { Respondent } from './people.ts';
import { Response } from './responses.ts';

export const PersonPath = Strict({ id: ExternalId });

const PersonDisplay = Strict({
  id: Uuid,
  survey_id: SurveyId,
  survey_version: Type.Integer({ description: 'Which wording of the question was shown.' }),
  account_id: orNull(ExternalId),
  traits: Traits,
  locale: orNull(Locale),
  touchpoint: orNull(Touchpoint),
  device: orNull(OneOf(DEVICES, { description: 'What it was shown on.' })),
  url_path: orNull(Type.String({ description: 'The path of the page, without query.' })),
  identity: Identity,
  displayed_at: Instant,
  outcome: Type.String({
    description: 'How it ended: `answered`, `closed`, `escape`, `timeout`, `not_drawn`, or `open`.',
  }),
});

const { id: _id, ...told } = Respondent.properties;

/** All that is known of one person. */
export const PersonExport = Strict({
  respondent_id: ExternalId,
  ...told,
  displays: Type.Array(PersonDisplay, { description: 'Each time the person was asked.' }),
  responses: Type.Array(Strict(Response.properties), { description: 'Each answer, excluded ones too.' }),
});

export const Erased = Strict(
  {
    response_count: Type.Integer({ minimum: 0, description: 'Answers that were deleted.' }),
    display_count: Type.Integer({ minimum: 0, description: 'Displays that were deleted.' }),
    file_clean: Type.Boolean({
      description:
        'False when a long read kept the old pages in the write-ahead log; they leave it at the next erasure or restart.',
    }),
  },
  { $id: 'Erased' },
);

export type PersonExport = Static<typeof PersonExport>;
export type Erased = Static<typeof Erased>;
