import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { Problem, type ProblemCode } from '../../shared/problem.ts';
import { problemBody } from '../domain/problem-body.ts';

const CODES: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** What came was no HTTP request, or did not come to its end: a problem document like any other, then the line is cut. */
export function refuseClient(error: NodeJS.ErrnoException, socket: Socket): void {
  // Who has hung up hears nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = new Problem(CODES[error.code ?? ''] ?? 'invalid_request');
  const body = JSON.stringify(problemBody(problem.code, problem.errors));
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
