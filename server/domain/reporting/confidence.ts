import type { CONFIDENCES } from '../../../shared/contract/report-filters.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';

const BY_TEXT: Record<(typeof CONFIDENCES)[number], Confidence> = { '0.90': 0.9, '0.95': 0.95, '0.99': 0.99 };

export function confidenceOf(text: (typeof CONFIDENCES)[number] | undefined): Confidence {
  return BY_TEXT[text ?? '0.95'];
}
