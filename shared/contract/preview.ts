import { Type, type Static } from 'typebox';
import { Instant, Locale, Strict } from './common.ts';

export const PreviewBody = Strict({ locale: Type.Optional(Locale) });

export const Preview = Strict({
  url: Type.String({ description: 'A page that shows the survey and records nothing.' }),
  expires_at: { ...Instant, description: 'From then on the page is not found. ISO 8601, UTC.' },
});

export type Preview = Static<typeof Preview>;
