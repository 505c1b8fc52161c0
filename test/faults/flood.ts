import { getRandomValues } from 'node:crypto';
import { Agent, request } from 'node:http';
import { init, type InitResult } from '../../server/cli/commands/init.ts';
import { writeToken } from '../../server/domain/write-token.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { SECRET, type ServerProcess } from './server-process.ts';

export interface Post {
  id: string;
  body: string;
}

export interface Flood {
  project: InitResult;
  posts: Post[];
}

/** A database with one display for each of `count` people, and the answers they are about to send. */
export async function prepareFlood(database: string, count: number): Promise<Flood> {
  const storage = openStorage(database);
  const now = Date.now();
  const project = await init({ storage, now: () => now }, { time_zone: 'Europe/Copenhagen' });
  const { id: project_id } = (await storage.findProjectByPublicKey(project.public_key))!;
  const survey = (await storage.findSurvey(project_id, project.survey_id))!;
  const newId = () => uuidv7(now, getRandomValues(new Uint8Array(16)));

  const posts = await Promise.all(
    Array.from({ length: count }, async (_, i): Promise<Post> => {
      const display_id = newId();
      await storage.claimDisplay({
        project_id,
        display_id,
        survey,
        survey_version: 1,
        person: { id: `person ${i}`, anonymous: false },
        account: undefined,
        traits: {},
        touchpoint: undefined,
        locale: undefined,
        url_path: undefined,
        device: undefined,
        identity: 'claimed',
        now,
        time_zone: 'Europe/Copenhagen',
      });
      const id = newId();
      const write_token = writeToken(SECRET, project.project_id, display_id);
      return { id, body: JSON.stringify({ id, display_id, write_token, score: i % 11 }) };
    }),
  );
  await storage.close();
  return { project, posts };
}

export interface Tide {
  /** Ids in the order in which they were acknowledged. */
  acknowledged: string[];
  /** How often each status was answered. */
  statuses: Record<number, number>;
  /** What was not answered at all. */
  unanswered: number;
}

/** Posts over so many connections at once; `onAcknowledged` hears how many answers are acknowledged by now. */
export async function pour(
  server: ServerProcess,
  { project, posts }: Flood,
  {
    connections = 200,
    onAcknowledged = () => {},
  }: { connections?: number; onAcknowledged?: (count: number) => void } = {},
): Promise<Tide> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const tide: Tide = { acknowledged: [], statuses: {}, unanswered: 0 };
  const waiting = posts.values();
  const pourOne = async () => {
    for (const { id, body } of waiting) {
      const status = await post(agent, server.port, `/c/${project.public_key}/responses`, body);
      if (status === undefined) {
        tide.unanswered += 1;
        continue;
      }
      tide.statuses[status] = (tide.statuses[status] ?? 0) + 1;
      if (status === 200 || status === 201) {
        tide.acknowledged.push(id);
        onAcknowledged(tide.acknowledged.length);
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, pourOne));
  agent.destroy();
  return tide;
}

/** `undefined` when no answer came. */
function post(agent: Agent, port: number, path: string, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) };
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
      answer.on('error', () => resolve(undefined));
    });
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** The ids of all stored responses, page by page, as a developer reads them. */
export async function storedIds(server: ServerProcess, { secret_key }: InitResult): Promise<string[]> {
  const ids: string[] = [];
  for (let query = '?limit=100'; query !== '';) {
    const { data, next_cursor } = await readJson<{ data: { id: string }[]; next_cursor: string | null }>(
      `${server.address}/v1/responses${query}`,
      secret_key,
    );
    ids.push(...data.map(({ id }) => id));
    query = next_cursor === null ? '' : `?limit=100&cursor=${next_cursor}`;
  }
  return ids;
}

export async function countedResponses(server: ServerProcess, { secret_key }: InitResult): Promise<number> {
  const metrics = await readJson<{ response_count: number }>(`${server.address}/v1/metrics`, secret_key);
  return metrics.response_count;
}

async function readJson<T>(url: string, key: string): Promise<T> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
