import { PROBLEMS, type FieldError, type ProblemCode } from '../../shared/problem.ts';

/** RFC 9457, as every refusal is answered and as the OpenAPI document shows it. */
export function problemBody(code: ProblemCode, errors?: FieldError[]): Record<string, unknown> {
  const [status, detail] = PROBLEMS[code];
  const title = code.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
  return { type: `urn:elleve:problem:${code}`, title, status, code, detail, ...(errors && { errors }) };
}
