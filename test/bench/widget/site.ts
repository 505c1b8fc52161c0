import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import type { Subject } from './subjects.ts';

export interface Site {
  origin: string;
  /** Bytes of scripts as they went over the wire, and requests, since the page was last asked for. */
  traffic: { scriptBytes: number; requests: number };
  close: () => Promise<void>;
}

/**
 * The page is a product's, which has a script of its own: whoever touches the first element of a page pays for all that elements can do, a
 * millisecond, and that is never a survey.
 */
export const PRODUCT = { path: '/product.js', script: "document.documentElement.setAttribute('data-ready', '');" };

/** Serves a subject's page, its scripts with brotli at the highest quality, and the answers to its calls. */
export async function startSite({ head, files, answers }: Subject): Promise<Site> {
  const compressed = new Map(Object.entries(files).map(([path, text]) => [path, brotliCompressSync(text)]));
  const traffic = { scriptBytes: 0, requests: 0 };
  let isIdle = false;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
    if (pathname === '/') {
      isIdle = searchParams.has('idle');
      Object.assign(traffic, { scriptBytes: 0, requests: 0 });
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageWith(head(isIdle)));
    }
    if (pathname === PRODUCT.path) {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(PRODUCT.script);
    }
    traffic.requests++;
    const script = compressed.get(pathname);
    if (script) {
      traffic.scriptBytes += script.length;
      return response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' }).end(script);
    }
    const [, answer] = Object.entries(answers(isIdle)).find(([begin]) => pathname.startsWith(begin)) ?? [];
    return response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traffic,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function pageWith(head: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invoices</title>
    <link rel="icon" href="data:,"><script src="${PRODUCT.path}"></script>${head}</head>
    <body><h1>Invoices</h1>${'<p>Number 1041, Granit, due on 2 March</p>'.repeat(40)}</body></html>`;
}
