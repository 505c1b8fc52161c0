import type { Elleve } from './harness.ts';

/** What a page says to the collector, and what it hears. */
export interface Heard {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, unknown>;
}

export interface Display {
  id: string;
  write_token: string;
}

type Fields = Record<string, unknown>;

/** Posts JSON to a path below the project's public key. */
async function post(elleve: Elleve, path: string, fields: Fields): Promise<Heard> {
  const heard = await elleve.app.inject({
    method: 'POST',
    url: `/c/${elleve.public_key}${path}`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(fields),
  });
  return { status: heard.statusCode, body: heard.json(), headers: heard.headers };
}

/** Asks whether `respondent` may be asked. */
export function claim(elleve: Elleve, respondent: string, fields: Fields = {}): Promise<Heard> {
  return post(elleve, '/displays', {
    id: elleve.newId(),
    survey_id: elleve.survey_id,
    survey_version: 1,
    respondent: { id: respondent },
    ...fields,
  });
}

/** Shows the survey; throws when the server does not allow it. */
export async function show(elleve: Elleve, respondent: string, fields: Fields = {}): Promise<Display> {
  const id = elleve.newId();
  const { body } = await claim(elleve, respondent, { id, ...fields });
  if (body['show'] !== true) throw new Error(`${respondent} is not asked: ${JSON.stringify(body)}`);
  return { id, write_token: String(body['write_token']) };
}

export function answer(elleve: Elleve, { id, write_token }: Display, fields: Fields = {}): Promise<Heard> {
  return post(elleve, '/responses', { id: elleve.newId(), display_id: id, write_token, score: 9, ...fields });
}

export function change(elleve: Elleve, response: string, { write_token }: Display, fields: Fields): Promise<Heard> {
  return post(elleve, `/responses/${response}/changes`, { write_token, ...fields });
}

export function dismiss(elleve: Elleve, { id, write_token }: Display, reason = 'closed'): Promise<Heard> {
  return post(elleve, `/displays/${id}/dismissal`, { write_token, reason });
}

/** Shows the survey to somebody new and answers it; the id is that of the response. */
export async function respond(elleve: Elleve, respondent: string, fields: Fields = {}, claimed: Fields = {}) {
  const display = await show(elleve, respondent, claimed);
  const { status, body } = await answer(elleve, display, fields);
  if (status !== 201) throw new Error(`The answer of ${respondent} was refused: ${JSON.stringify(body)}`);
  return { id: String(body['id']), display };
}
