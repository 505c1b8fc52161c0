import type { Project } from '../storage/storage.ts';
import { maskComment } from './mask-comment.ts';
import { cleanComment } from './text.ts';

/** A comment as a project keeps it: readable, and without what it does not want to keep; `null` when nothing is left. */
export function keptComment({ settings }: Project, comment: string): string | null {
  const clean = cleanComment(comment);
  return clean === null ? null : maskComment(clean, settings.mask_comments);
}
