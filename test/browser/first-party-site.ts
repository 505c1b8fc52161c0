import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { init, type InitResult } from '../../server/cli/commands/init.ts';
import type { SurveyChange } from '../../shared/contract/surveys.ts';
import { packageFile } from '../../server/package-root.ts';
import { openStorage } from '../../server/storage/open-storage.ts';

/** A host page whose own server passes `/w` and `/c` on to the real collector, which no browser reaches otherwise. */
export interface FirstPartySite extends InitResult {
  origin: string;
  /** Reads from `/v1` with the project's key. */
  report<T>(path: string): Promise<T>;
  /** Changes the project's survey. */
  changeSurvey(change: SurveyChange): Promise<void>;
  close(): Promise<void>;
}

interface Host {
  headers: Record<string, string>;
  html: (project: InitResult, url: URL) => string;
  /** No connection carries a second request: cut connections are cut requests then. */
  oneRequestPerConnection?: boolean;
}

export async function startFirstPartySite({
  headers,
  html,
  oneRequestPerConnection = false,
}: Host): Promise<FirstPartySite> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-site-'));
  const storage = openStorage(join(folder, 'elleve.db'));
  const context = { storage, now: Date.now };
  const project = await init(context, { name: 'Fakturo', time_zone: 'Europe/Copenhagen' });
  const app = await buildApp({
    ...context,
    secret: 'a secret that only this test knows',
    publicUrl: 'http://127.0.0.1',
    widgetFolder: packageFile('dist/widget'),
  });
  const collector = await app.listen({ host: '127.0.0.1', port: 0 });

  const site = createServer((asked, answer) => {
    if (/^\/[wc]\//.test(asked.url ?? '')) return passOn(asked, answer, collector);
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    return answer.end(html(project, new URL(asked.url ?? '', collector)));
  });
  if (oneRequestPerConnection) site.maxRequestsPerSocket = 1;
  await new Promise<void>((listening) => void site.listen(0, '127.0.0.1', listening));

  const asOwner = (path: string, how?: RequestInit) => {
    const authorization = `Bearer ${project.secret_key}`;
    return fetch(`${collector}/v1${path}`, {
      ...how,
      headers: { authorization, 'content-type': 'application/json' },
    });
  };
  return {
    ...project,
    origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    async report<T>(path: string) {
      return (await (await asOwner(path)).json()) as T;
    },
    async changeSurvey(change) {
      const answer = await asOwner(`/surveys/${project.survey_id}`, { method: 'PATCH', body: JSON.stringify(change) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async close() {
      await new Promise((closed) => {
        site.close(closed);
        site.closeAllConnections();
      });
      await app.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function passOn(asked: IncomingMessage, answer: ServerResponse, collector: string): void {
  const { url, method, headers } = asked;
  const onward = request(collector + url, { method, headers }, (heard) => {
    const { connection: _ofThisHop, ...onwards } = heard.headers;
    answer.writeHead(heard.statusCode ?? 502, onwards);
    heard.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
