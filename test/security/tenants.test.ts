import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSecretKey } from '../../server/domain/keys.ts';
import { SCOPES, type Scope } from '../../shared/contract/keys.ts';
import { describedOperations, type Operation } from '../openapi-document.ts';
import { startElleve, type Elleve } from '../server/harness.ts';
import { askForForeignIds } from './tenants.ts';

let elleve: Elleve;
let operations: Operation[];
beforeAll(async () => {
  elleve = await startElleve();
  operations = await describedOperations(elleve.app);
}, 60_000);
afterAll(() => elleve.close());

/** Which scopes open what needs one; written down here once more, apart from the server's own rule. */
const OPENED_BY: Record<Scope, Scope[]> = {
  read: ['read', 'admin'],
  respond: ['respond', 'admin'],
  admin: ['admin'],
  export: ['export'],
  erase: ['erase'],
};

type Cell = [caller: string, expected: (operation: Operation) => string];

const CELLS: Cell[] = [
  ['no key', () => '401 missing_key'],
  ['public key', () => '401 bad_key'],
  ['revoked key', () => '401 bad_key'],
  ['expired key', () => '401 bad_key'],
  ...SCOPES.map((scope): Cell => [
    `${scope} alone`,
    (operation) => (OPENED_BY[operation.scope!].includes(scope) ? 'let in' : '403 missing_scope'),
  ]),
];

async function keyOf(server: Elleve, caller: string): Promise<string | undefined> {
  if (caller === 'no key') return undefined;
  if (caller === 'public key') return server.public_key;
  const [scope] = caller.split(' ');
  if (SCOPES.includes(scope as Scope)) return server.newKey(scope as Scope);

  const { key, name, hash } = newSecretKey();
  const { id } = (await server.storage.findProjectByPublicKey(server.public_key))!;
  const now = server.clock.now;
  const expires_at = caller === 'expired key' ? now : null;
  await server.storage.createKey({ project_id: id, name, hash, scopes: [...SCOPES], created_at: now, expires_at });
  if (caller === 'revoked key') await server.storage.revokeKey({ project_id: id, name, actor: 'test', now });
  return key;
}

/** Every cell of operation × caller in which the answer is not what it should be, and how many cells there were. */
async function wrongCells(server: Elleve): Promise<{ cells: number; wrong: string[] }> {
  const wrong: string[] = [];
  let cells = 0;
  for (const [caller, expected] of CELLS) {
    const key = await keyOf(server, caller);
    for (const operation of operations.filter(({ scope }) => scope !== undefined)) {
      cells += 1;
      const heard = await outcome(server, operation, key);
      if (heard !== expected(operation)) wrong.push(`${operation.name} × ${caller}: ${heard}`);
    }
  }
  return { cells, wrong };
}

/** Keys are judged before anything else is looked at, so the request need not be right. */
async function outcome(server: Elleve, { method, path }: Operation, key: string | undefined): Promise<string> {
  const url = path.replaceAll(/\{\w+\}/g, 'nothing');
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const { statusCode, body } = await server.app.inject({ method, url, headers });
  const { code = '' } = statusCode >= 400 ? (JSON.parse(body) as { code: string }) : {};
  return statusCode === 401 || code === 'missing_scope' ? `${statusCode} ${code}` : 'let in';
}

describe('every operation under /v1, asked with every kind of key', () => {
  it('lets in who has its scope and nobody else', async () => {
    const { cells, wrong } = await wrongCells(elleve);
    expect(wrong).toEqual([]);
    expect(cells).toBe(CELLS.length * operations.filter(({ path }) => path.startsWith('/v1/')).length);
  });

  it('is found wrong when revoked keys go on opening', async () => {
    const findKeys = elleve.storage.findKeys.bind(elleve.storage);
    elleve.storage.findKeys = async (name) => (await findKeys(name)).map((key) => ({ ...key, revoked_at: null }));
    const { wrong } = await wrongCells(elleve);
    elleve.storage.findKeys = findKeys;
    expect(wrong).toHaveLength(operations.filter(({ scope }) => scope !== undefined).length);
    expect(wrong).toContain('GET /v1/metrics × revoked key: let in');
  });
});

describe('what belongs to another project', () => {
  it('is answered byte for byte like what is missing, and stays as it is', { timeout: 120_000 }, async () => {
    const { findings, compared } = await askForForeignIds(elleve);
    expect(findings).toEqual([]);
    const withIds = operations.filter(({ path }) => /\{(?!public_key)/.test(path)).map(({ name }) => name);
    expect(Object.keys(compared)).toEqual(expect.arrayContaining(withIds));
  });

  it('is found to be told when a query forgets the project', { timeout: 120_000 }, async () => {
    const findResponse = elleve.storage.findResponse.bind(elleve.storage);
    elleve.storage.findResponse = async (_project, id) => {
      const found = await Promise.all(
        (await elleve.storage.listProjects()).map((project) => findResponse(project.id, id)),
      );
      return found.find((one) => one !== undefined);
    };
    const { findings } = await askForForeignIds(elleve);
    elleve.storage.findResponse = findResponse;
    expect(findings.map(({ operation, place }) => `${operation} ${place}`)).toContain('GET /v1/responses/{id} path id');
  });
});
