import type { LightMyRequestResponse } from 'fastify';
import { Compile, type Validator } from 'typebox/schema';
import { PROBLEMS, type ProblemCode } from '../../shared/problem.ts';
import type { Schema } from '../openapi-document.ts';
import type { Request } from './request.ts';
import { payloadOf } from './request.ts';

/** What is wrong with an answer; undefined when nothing is. `secrets` must stand in none, `said` in none that refuses. */
export function faultOf(
  request: Request,
  answer: LightMyRequestResponse,
  secrets: readonly string[],
  said: string,
): string | undefined {
  const { statusCode: status, body } = answer;
  if (status >= 500) return `answers ${status}`;
  const whole = JSON.stringify(answer.headers) + body;
  if (secrets.some((secret) => whole.includes(secret))) return 'tells a secret';
  if (status >= 400) return refusalFault(request, answer, said);
  if (status < 300 && request.method === request.operation.method && !isAllowed(request))
    return 'takes a body that its schema refuses';
  return undefined;
}

function refusalFault(
  { method }: Request,
  { statusCode, headers, body }: LightMyRequestResponse,
  said: string,
): string | undefined {
  if (body.includes(said)) return 'repeats what was sent';
  if (method === 'HEAD') return undefined;
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return 'refuses without a problem document';
  const { code, status } = JSON.parse(body) as { code: ProblemCode; status: number };
  if (PROBLEMS[code]?.[0] !== statusCode || status !== statusCode) return 'refuses with a problem of another status';
  return undefined;
}

const compiled = new WeakMap<Schema, Validator>();

/** By a validator that the server does not use, over text cleaned as the store keeps it. */
function isAllowed(request: Request): boolean {
  const schema = request.operation.body;
  if (schema === undefined) return true;
  let json: unknown;
  try {
    json = JSON.parse(String(payloadOf(request)), (_, value: unknown) =>
      typeof value === 'string' ? cleaned(value) : value,
    );
  } catch {
    return false;
  }
  const validator = compiled.get(schema) ?? Compile(schema as object);
  compiled.set(schema, validator);
  return validator.Check(json);
}

function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''))
    .normalize('NFC');
}
