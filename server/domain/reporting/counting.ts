import type { SeriesQuery } from '../../../shared/contract/reporting.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import type { Clustering } from '../../storage/storage.ts';
import { confidenceOf } from './confidence.ts';

/** How answers become a number. */
export interface Counting extends Clustering {
  confidence: Confidence;
}

export function countingOf(query: Pick<SeriesQuery, 'respondents' | 'unit' | 'cluster' | 'confidence'>): Counting {
  const { respondents = 'all', unit = 'respondent', cluster = 'respondent', confidence } = query;
  return {
    // A company counts by the latest answer of each of its people, and is its own cluster.
    respondents: unit === 'account' ? 'latest' : respondents,
    unit,
    cluster: unit === 'account' ? 'account' : cluster,
    confidence: confidenceOf(confidence),
  };
}
