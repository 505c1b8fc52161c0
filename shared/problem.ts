/**
 * The catalogue of everything that can be refused: a stable code, its HTTP status and the sentence a developer reads.
 * A code, once published, keeps its meaning.
 */
export const PROBLEMS = {
  invalid_json: [400, 'The body is not valid JSON.'],
  duplicate_key: [400, 'A key stands twice in one JSON object; which one was meant cannot be known.'],
  malformed_text: [400, 'A text holds a NUL character or half of a surrogate pair.'],
  invalid_request: [400, 'The request does not match the schema of this route; `errors` names each field.'],
  invalid_cursor: [400, 'The cursor was not made by this list with these filters. Start again without one.'],
  missing_key: [401, 'Send a secret key: `Authorization: Bearer elv_sk_…`.'],
  bad_key: [401, 'The key is unknown, revoked or expired.'],
  missing_scope: [403, 'The key lacks the scope this route needs.'],
  scope_beyond_key: [403, 'A key makes keys with its own scopes only.'],
  bad_write_token: [403, 'The write token does not belong to this display.'],
  origin_refused: [403, 'This project does not take answers from pages of this origin.'],
  bad_identity_token: [403, 'The token does not prove who this person is; `errors` says why.'],
  identity_required: [403, 'This project asks people only with a signed token that proves who they are.'],
  clock_not_movable: [403, 'Only the clock of a test project can be moved.'],
  not_found: [404, 'There is nothing here.'],
  unknown_project: [404, 'No project has this public key.'],
  unknown_survey: [404, 'This project has no such survey, or not in this version.'],
  unknown_signing_key: [404, 'This project has no such signing key.'],
  unknown_preview: [404, 'This preview has ended, or never was. Ask for another link.'],
  unknown_response: [404, 'This project has no such response.'],
  unknown_key: [404, 'This project has no such key.'],
  unknown_respondent: [404, 'This project knows no such respondent.'],
  unknown_account: [404, 'This project knows no such account.'],
  unknown_marker: [404, 'This project has no such marker.'],
  id_reused: [409, 'This id was used before with other content. Nothing was changed.'],
  display_answered: [409, 'This display, or this person in this wave, has its response already. Nothing was changed.'],
  status_refused: [409, 'A survey moves draft → live ⇄ paused → archived and no other way.'],
  version_conflict: [409, 'The survey was changed since you read it. Read it again, then repeat your change.'],
  zone_in_use: [
    409,
    'The time zone and the fiscal start of a project with responses are not changed live: use `elleve project timezone`.',
  ],
  request_timeout: [408, 'The request was not sent to its end in time.'],
  body_too_large: [413, 'The body is larger than this route accepts.'],
  unsupported_media_type: [415, 'This route does not accept this content type.'],
  mixed_kinds: [422, 'Relationship and transactional surveys are never mixed in one number: ask for one kind.'],
  reversed_range: [422, '`since` is later than `until`.'],
  range_needed: [422, 'A comparison needs both ends of its range: `since` and `until`.'],
  overlapping_ranges: [422, 'The two ranges share days: answers that stand on both sides cannot tell them apart.'],
  levels_not_ascending: [422, 'Levels stand in ascending order, each with a name of its own.'],
  too_many_markers: [422, 'The project has as many markers as it may have: delete one that is no longer needed.'],
  too_many_buckets: [422, 'The range holds too many buckets: take a shorter range or a longer bucket.'],
  changes_closed: [422, 'A response can be changed for 24 hours only.'],
  unknown_trait: [422, 'A trait was named that this project has not declared so.'],
  too_many_keys: [422, 'The project has as many live keys as it may have: revoke one that is no longer needed.'],
  too_many_signing_keys: [422, 'The project has as many live signing keys as it may have: revoke one first.'],
  too_many_surveys: [422, 'The project has as many surveys as it may have: change one that stands instead.'],
  too_many_requests: [429, 'Too many requests. Try again after the seconds in `Retry-After`.'],
  headers_too_large: [431, 'The headers are larger than this server accepts.'],
  internal: [500, 'Something failed on our side. Nothing was acknowledged; try again.'],
  busy: [503, 'The collector cannot keep up or is stopping. Try again after the seconds in `Retry-After`.'],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One field that broke a rule: `path` is a JSON pointer into the body, or the name of a query parameter. */
export interface FieldError {
  path: string;
  message: string;
}

/** What a rule throws to refuse a request; the server's error handler is the only place that turns it into an answer. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, more: { errors?: FieldError[]; retryAfterSeconds?: number } = {}) {
    super(PROBLEMS[code][1]);
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}
