import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, Strict } from './common.ts';
import { CountOf, orNull, score } from './metric.ts';

const Name = Type.String({ minLength: 1, maxLength: LIMITS.nameCodePoints, description: 'What the team calls it.' });
const Nps = Type.Number({ minimum: -100, maximum: 100, description: 'An NPS, in points.' });

const Level = Type.Union([
  Strict({ name: Name, from: Nps }, { description: 'Reached at this NPS.' }),
  Strict({ name: Name, above: Nps }, { description: 'Reached beyond this NPS.' }),
]);

/** A period that the team holds its score against. */
const BaselinePeriod = Strict(
  { name: Name, since: Day, until: Day },
  { description: 'A period of its own that the team holds every score against.' },
);

const ReferenceLine = Strict({
  name: Name,
  value: Nps,
  source: Type.String({ minLength: 1, maxLength: 1_000, description: 'Where the value was published.' }),
  date: Type.String({ ...Day, description: 'When it was published.' }),
});

export const Levels = Strict(
  {
    levels: Type.Array(Level, { minItems: 1, maxItems: 20, description: 'Ascending.' }),
    baseline: orNull(BaselinePeriod),
    references: Type.Array(ReferenceLine, {
      maxItems: 50,
      description: 'What others published, with its source; the product brings none of its own.',
    }),
  },
  { $id: 'Levels' },
);

/** What stands beside a score. */
export const Benchmarks = Strict(
  {
    baseline: orNull(
      Strict(
        {
          ...BaselinePeriod.properties,
          nps: score.nps,
          nps_exact: score.nps_exact,
          confidence_interval: score.confidence_interval,
          response_count: CountOf('What the number counts.'),
        },
        { description: 'The same count in the baseline period of `/v1/levels`; null without one.' },
      ),
    ),
    references: Type.Array(ReferenceLine, { description: 'What others published, as `/v1/levels` has it.' }),
  },
  { description: 'What stands beside the score.' },
);

export type Levels = Static<typeof Levels>;
export type Benchmarks = Static<typeof Benchmarks>;
