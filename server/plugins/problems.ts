import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify';
import { Problem, type FieldError, type ProblemCode } from '../../shared/problem.ts';
import { problemBody } from '../domain/problem-body.ts';
import { StorageUnavailable } from '../storage/storage-unavailable.ts';

/** The one place that turns an error into an answer: RFC 9457, nothing of the input, the stack or the store in it. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ reqId: request.id, err: error }, 'request failed');
    sendProblem(reply, problem);
  });
}

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, new Problem('not_found'));
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds);
  reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem.code, problem.errors)));
}

const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

export function problemOf(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageUnavailable) return new Problem('busy', { retryAfterSeconds: 1 });
  if ('validation' in error && error.validation) {
    const part = error.validationContext;
    // A path that does not even look like one of ours names nothing.
    if (part === 'params') return new Problem('not_found');
    return new Problem('invalid_request', {
      errors: telling(error.validation).map((found) => fieldError(found, part)),
    });
  }
  const code = FASTIFY_CODES[error.code];
  if (code) return new Problem(code);
  // What the file server will not give, it does not have.
  if (error.statusCode === 403 || error.statusCode === 404) return new Problem('not_found');
  // An upload that was broken off, a method without what it must carry: the sender's fault, whatever its name.
  if (error.statusCode !== undefined && error.statusCode < 500) return new Problem('invalid_request');
  return new Problem(error.statusCode === 503 ? 'busy' : 'internal', { retryAfterSeconds: 1 });
}

/** Where a field may also be null, what the other kind of value should have been says more than that it is not null. */
function telling(found: FastifySchemaValidationError[]): FastifySchemaValidationError[] {
  return found.filter(
    (error) =>
      !saysLittle(error) ||
      !found.some((other) => !saysLittle(other) && other.instancePath.startsWith(error.instancePath)),
  );
}

function saysLittle({ keyword, params }: FastifySchemaValidationError): boolean {
  return keyword === 'anyOf' || (keyword === 'type' && params['type'] === 'null');
}

function fieldError(found: FastifySchemaValidationError, part: string | undefined): FieldError {
  const missing = found.keyword === 'required' ? `/${String(found.params['missingProperty'])}` : '';
  const pointer = `${found.instancePath}${missing}`;
  return {
    path: part === 'querystring' ? pointer.slice(1) : pointer,
    message: MESSAGES[found.keyword] ?? found.message ?? 'is not valid',
  };
}

/** Where the validator's own words would repeat what was sent, or say nothing. */
const MESSAGES: Record<string, string> = {
  additionalProperties: 'has a field that this route does not know',
  required: 'is missing',
  pattern: 'does not have the required form',
};
