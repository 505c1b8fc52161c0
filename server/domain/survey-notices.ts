import type { Survey, ToldSurvey } from '../../shared/contract/surveys.ts';
import { tellsPeopleApart } from '../../shared/eligibility/audience-rules.ts';

/** What its team is told of a survey, with whom it will not ask. */
export function toldSurvey(survey: Survey): ToldSurvey {
  return { ...survey, notices: tellsPeopleApart(survey) ? [NEEDS_IDENTITY] : [] };
}

const NEEDS_IDENTITY: ToldSurvey['notices'][number] = {
  code: 'needs_identity',
  message:
    "It comes back or asks a sample, so it asks nobody who cannot be recognised: name the person (data-user or identify), or set storage: 'local' for anonymous visitors.",
};
