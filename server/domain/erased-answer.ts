import type { Erased } from '../../shared/contract/erasure.ts';
import type { ErasureOutcome } from '../storage/storage.ts';

export function erasedAnswer({ isFileClean, ...counts }: Exclude<ErasureOutcome, 'unknown'>): Erased {
  return { ...counts, file_clean: isFileClean };
}
