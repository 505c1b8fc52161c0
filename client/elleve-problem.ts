import type { FieldError, ProblemCode } from '../shared/problem.ts';

/** A refusal by the server, as RFC 9457 tells it. */
export class ElleveProblem extends Error {
  override readonly name = 'ElleveProblem';
  /** Stable: branch on this. `unreadable_answer` when something in between answered for the server. */
  readonly code: ProblemCode | 'unreadable_answer';
  /** The HTTP status. */
  readonly status: number;
  /** Each field that broke a rule. */
  readonly errors: FieldError[];
  /** When another try makes sense, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  private constructor(status: number, { code, detail, errors }: ProblemBody, retryAfter: string | null) {
    super(detail);
    this.code = code;
    this.status = status;
    this.errors = errors ?? [];
    this.retryAfterSeconds = retryAfter === null ? undefined : Number(retryAfter);
  }

  static async of(answer: Response): Promise<ElleveProblem> {
    const body = isProblem(answer) ? ((await answer.json()) as ProblemBody) : UNREADABLE;
    return new ElleveProblem(answer.status, body, answer.headers.get('retry-after'));
  }
}

interface ProblemBody {
  code: ElleveProblem['code'];
  detail: string;
  errors?: FieldError[];
}

const UNREADABLE: ProblemBody = {
  code: 'unreadable_answer',
  detail: 'The answer is not one of Elleve: check the address, and what stands between.',
};

function isProblem(answer: Response): boolean {
  return answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}
