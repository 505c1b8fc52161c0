import type { Category } from '../../../shared/contract/common.ts';
import { danish } from './da.ts';
import { english } from './en.ts';
import { norwegian } from './nb.ts';
import { swedish } from './sv.ts';

/** What people at invented companies say about an invented invoicing product; `release` are complaints about an update. */
export type SampleComments = Readonly<Record<Category | 'release', readonly string[]>>;

export const SAMPLE_COMMENTS = { da: danish, sv: swedish, nb: norwegian, en: english } as const;
export type SampleLocale = keyof typeof SAMPLE_COMMENTS;
