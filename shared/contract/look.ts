import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { OneOf, Strict } from './common.ts';
import { nullable } from './nullable.ts';

const POSITIONS = ['bottom_right', 'bottom_left', 'bottom_bar', 'center', 'inline'] as const;
const FONTS = ['inherit', 'system'] as const;
const THEMES = ['auto', 'light', 'dark'] as const;

const always = {
  position: OneOf(POSITIONS, { description: 'Where the survey stands in the page.' }),
  theme: OneOf(THEMES, { description: '`auto` follows the device.' }),
};

const ifSet = {
  accent: Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Accent colour, `#rrggbb`.' }),
  radius: Type.Integer({ minimum: 0, maximum: 32, description: 'Radius of the corners, in pixels.' }),
  font: OneOf(FONTS, { description: "`inherit`, the default, is the page's own." }),
  z_index: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'The highest there is when absent.' }),
  name: Type.String({ minLength: 1, maxLength: LIMITS.nameCodePoints, description: 'Who asks, above the question.' }),
  logo: Type.String({ pattern: '^https://', maxLength: 2_000, description: 'An image, drawn 24 pixels high.' }),
};

export const Look = Strict(
  { ...always, ...Type.Partial(Strict(ifSet)).properties },
  { description: 'How the survey looks.' },
);

/** What is named is replaced; `null` takes a setting back to its default. */
export const LookChange = Type.Partial(Strict({ ...always, ...nullable(ifSet) }), {
  additionalProperties: false,
  description: 'What is named is replaced; null takes a setting back to its default.',
});

export type Look = Static<typeof Look>;
export type LookChange = Static<typeof LookChange>;
