import type { AccountReport, AccountsQuery, AccountsReport } from './accounts-report.ts';
import type { AuditEntry, AuditList, AuditQuery } from './audit.ts';
import type { Breakdown, BreakdownQuery } from './breakdown.ts';
import type { Coverage, CoverageQuery } from './coverage.ts';
import type { Key, MadeKey, NewKey } from './keys.ts';
import type { FlaggedBody, FlaggedCount } from './flagged.ts';
import type { Eligibility, EligibilityQuery } from './eligibility.ts';
import type { Levels } from './levels.ts';
import type { Marker, MarkerQuery, MarkerReport, NewMarker } from './markers.ts';
import type { Account, AccountBody, Respondent, RespondentBody } from './people.ts';
import type { Erased, PersonExport } from './erasure.ts';
import type { Preview } from './preview.ts';
import type { Project } from './project.ts';
import type { Metrics, MetricsQuery, Series, SeriesQuery } from './reporting.ts';
import type { ExportQuery, NewExclusion, Response, ResponseList, ResponsesQuery, TagsBody } from './responses.ts';
import type { NewSurvey, SurveyChange, ToldSurvey } from './surveys.ts';
import type { MadeSigningKey, SigningKey } from './signing-keys.ts';
import type { Terms, TermsQuery } from './terms.ts';
import type { Trait } from './traits.ts';

interface List<Row> {
  data: Row[];
  next_cursor: string | null;
}
interface Id {
  id: string;
}

/** What a secret key can ask: each route with what it takes and what it answers. Types only, so that it costs a client nothing. */
export interface Operations {
  'GET /v1/metrics': { query: MetricsQuery; answer: Metrics };
  'GET /v1/metrics/series': { query: SeriesQuery; answer: Series };
  'GET /v1/metrics/breakdown': { query: BreakdownQuery; answer: Breakdown };
  'GET /v1/metrics/accounts': { query: AccountsQuery; answer: AccountsReport; row: AccountReport };
  'GET /v1/metrics/coverage': { query: CoverageQuery; answer: Coverage };
  'GET /v1/eligibility': { query: EligibilityQuery; answer: Eligibility };
  'GET /v1/metrics/terms': { query: TermsQuery; answer: Terms };

  'GET /v1/responses': { query: ResponsesQuery; answer: ResponseList; row: Response };
  'GET /v1/responses/{id}': { params: Id; answer: Response };
  'GET /v1/responses/export': { query: ExportQuery; answer: string };
  'POST /v1/responses/{id}/exclusion': { params: Id; body: NewExclusion; answer: Response };
  'DELETE /v1/responses/{id}/exclusion': { params: Id; answer: Response };
  'PUT /v1/responses/{id}/tags': { params: Id; body: TagsBody; answer: Response };

  'GET /v1/project': { answer: Project };
  'PATCH /v1/project': { body: Partial<Omit<Project, 'id' | 'mode' | 'public_key' | 'created_at'>>; answer: Project };
  'GET /v1/keys': { answer: List<Key>; row: Key };
  'POST /v1/keys': { body: NewKey; answer: MadeKey };
  'DELETE /v1/keys/{name}': { params: { name: string }; answer: Key };
  'POST /v1/responses/flagged/exclusion': { body: FlaggedBody; answer: FlaggedCount };
  'DELETE /v1/responses/flagged/exclusion': { answer: FlaggedCount };
  'GET /v1/respondents/{id}/export': { params: Id; answer: PersonExport };
  'DELETE /v1/respondents/{id}': { params: Id; answer: Erased };
  'DELETE /v1/accounts/{id}': { params: Id; answer: Erased };
  'GET /v1/surveys': { answer: List<ToldSurvey>; row: ToldSurvey };
  'POST /v1/surveys': { body: NewSurvey; answer: ToldSurvey };
  'GET /v1/surveys/{id}': { params: Id; answer: ToldSurvey };
  'PATCH /v1/surveys/{id}': { params: Id; body: SurveyChange; answer: ToldSurvey };
  'POST /v1/surveys/{id}/preview': { params: Id; body: { locale?: string }; answer: Preview };
  'POST /v1/respondents': { body: RespondentBody; answer: Respondent };
  'POST /v1/accounts': { body: AccountBody; answer: Account };
  'GET /v1/signing-keys': { answer: List<SigningKey>; row: SigningKey };
  'POST /v1/signing-keys': { body: object; answer: MadeSigningKey };
  'DELETE /v1/signing-keys/{kid}': { params: { kid: string }; answer: SigningKey };
  'GET /v1/traits': { answer: List<Trait>; row: Trait };
  'PUT /v1/traits/{key}': { params: { key: string }; body: Omit<Trait, 'key'>; answer: Trait };
  'GET /v1/markers': { answer: List<Marker>; row: Marker };
  'POST /v1/markers': { body: NewMarker; answer: Marker };
  'GET /v1/markers/{id}': { params: Id; query: MarkerQuery; answer: MarkerReport };
  'PATCH /v1/markers/{id}': { params: Id; body: Partial<NewMarker>; answer: Marker };
  'DELETE /v1/markers/{id}': { params: Id; answer: undefined };
  'GET /v1/levels': { answer: Levels };
  'PUT /v1/levels': { body: Levels; answer: Levels };
  'GET /v1/audit': { query: AuditQuery; answer: AuditList; row: AuditEntry };
}
