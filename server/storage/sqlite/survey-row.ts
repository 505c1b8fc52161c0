import type { Survey } from '../../../shared/contract/surveys.ts';

/** The whole definition stands in one column: it is read and written whole, and SQL never looks inside. */
export function parseSurvey(definition: string): Survey {
  return JSON.parse(definition) as Survey;
}
