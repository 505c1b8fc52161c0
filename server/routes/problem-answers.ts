import { Type } from 'typebox';
import { PROBLEMS, type ProblemCode } from '../../shared/problem.ts';
import { problemBody } from '../domain/problem-body.ts';

/** Refusals that mean the same wherever they can happen: a status stands for all of them. */
const USUAL = {
  400: ['invalid_request'],
  401: ['missing_key', 'bad_key'],
  403: ['missing_scope'],
} as const satisfies Record<number, readonly ProblemCode[]>;

type Usual = keyof typeof USUAL;
type StatusOf<Refusal> = Refusal extends ProblemCode ? (typeof PROBLEMS)[Refusal][0] : Refusal;

/** The refusals a route can answer, for the OpenAPI document: the usual ones by their status, its own by their code. */
export function problemAnswers<const Refusals extends readonly (Usual | ProblemCode)[]>(...refusals: Refusals) {
  const codes = refusals.flatMap((refusal): readonly ProblemCode[] =>
    typeof refusal === 'number' ? USUAL[refusal] : [refusal],
  );
  const statuses = new Set(codes.map((code) => PROBLEMS[code][0]));
  const answers = [...statuses].map((status) => [
    status,
    answerOf(codes.filter((code) => PROBLEMS[code][0] === status)),
  ]);
  return Object.fromEntries(answers) as Record<StatusOf<Refusals[number]>, ReturnType<typeof answerOf>>;
}

function answerOf(codes: ProblemCode[]) {
  return answerOfExamples(
    Object.fromEntries(codes.map((code) => [code, { summary: PROBLEMS[code][1], value: problemBody(code) }])),
  );
}

/** One answer for all refusals that share a status, by their codes. */
export function answerOfExamples(examples: Record<string, { summary: string; value: object }>) {
  return {
    description: Object.entries(examples)
      .map(([code, { summary }]) => `\`${code}\`: ${summary}`)
      .join('\n\n'),
    content: { 'application/problem+json': { schema: Type.Ref('Problem'), examples } },
  };
}
