import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bytesOfUuid, uuidOfBytes } from '../../server/storage/sqlite/uuid-bytes.ts';
import { responseAnswer } from '../../server/domain/response-answer.ts';
import type { ExportTable } from '../../server/domain/export/line-format.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import type { ImportedResponse, ListFilter, Storage, StoredResponse } from '../../server/storage/storage.ts';
import { PAYLOADS } from '../payloads.ts';
import { freshElleve, type Elleve } from '../server/harness.ts';

const ROWS = 3_000;
const DAY_MS = 86_400_000;
const TEXTS = [
  'plain',
  'two\nlines',
  'a "quoted", cell',
  '=1+1',
  '\u2028\u2029',
  '👩🏽‍💻 æøå 漢字',
  'good '.repeat(800).trim(),
  ...PAYLOADS,
];
const NDJSON: ExportTable = { format: 'ndjson', traits: [] };

/** A project with odd answers, some tagged and some taken out; many share their moment, and they are stored out of order. */
async function oddAnswers(): Promise<{ elleve: Elleve; filter: ListFilter }> {
  const elleve = await freshElleve();
  const { storage, newId } = elleve;
  const project = (await storage.listProjects()).find(({ public_id }) => public_id === elleve.project_id)!;
  const surveys = (await storage.listSurveys(project.id)).map(({ internal_id }) => internal_id);
  const responses = Array.from({ length: ROWS }, (_, i): ImportedResponse => {
    const responded_at = elleve.clock.now - ((i * 7) % 100) * DAY_MS;
    const text = TEXTS[i % TEXTS.length]!;
    return {
      response_id: bytesOfUuid(newId()),
      original: randomBytes(8),
      survey: surveys[0]!,
      survey_version: 1,
      score: i % 11,
      comment: i % 3 === 0 ? text : null,
      contact_ok: [true, false, null][i % 3]!,
      respondent: i % 5 === 0 ? null : `${text.slice(0, 100)} ${i % 700}`,
      account: i % 2 === 0 ? null : `account-${i % 9}`,
      traits: i % 4 === 0 ? {} : { plan: text.slice(0, 50), seats: i % 8, trial: i % 2 === 0 },
      locale: i % 2 === 0 ? 'da' : null,
      touchpoint: null,
      url_path: i % 6 === 0 ? `/${text.slice(0, 40)}` : null,
      responded_at,
      day: Math.floor(responded_at / DAY_MS),
    };
  });
  await storage.importResponses({ project_id: project.id, responses, now: elleve.clock.now, dry: false });
  const by = { project_id: project.id, actor: 'ada', now: elleve.clock.now };
  for (let i = 0; i < ROWS; i += 100) {
    await storage.tagResponse({
      ...by,
      response_id: uuidOfBytes(responses[i]!.response_id),
      tags: ['pricing', 'Å "b"'],
    });
    await storage.setExclusion({ ...by, response_id: uuidOfBytes(responses[i + 1]!.response_id), reason: 'a, "test"' });
  }
  return { elleve, filter: { project_id: project.id, surveys, days: {}, traits: [] } };
}

async function exported(storage: Storage, filter: ListFilter): Promise<string> {
  let bytes = '';
  for await (const some of storage.exportResponses(filter, NDJSON)) bytes += some;
  return Buffer.from(bytes, 'latin1').toString();
}

async function listed(storage: Storage, filter: ListFilter): Promise<string> {
  const found: StoredResponse[] = [];
  for (let after: { at: number; id: string } | undefined; ;) {
    const page = await storage.listResponses(filter, { order: 'newest', ...(after && { after }) }, 1_000);
    found.push(...page.responses);
    after = page.next;
    if (!after) break;
  }
  return found
    .toReversed()
    .map((one) => `${JSON.stringify(responseAnswer(one))}\n`)
    .join('');
}

describe('an export', () => {
  it('writes what the list tells, of odd answers and whatever the filter keeps', { timeout: 60_000 }, async () => {
    const { elleve, filter } = await oddAnswers();
    const kinds: [Partial<ListFilter>, number][] = [
      [{}, ROWS - ROWS / 100],
      [{ excluded: 'any' }, ROWS],
      [{ excluded: 'only' }, ROWS / 100],
      [{ scores: { low: 0, high: 0 } }, 200],
      [{ tag: 'pricing' }, ROWS / 100],
      [{ account: 'account-1' }, 100],
      [{ phrases: ['good'] }, 1],
      [{ phrases: ['nowhere'] }, 0],
    ];
    for (const [kept, atLeast] of kinds) {
      const text = await exported(elleve.storage, { ...filter, ...kept });
      expect(text.split('\n').length - 1).toBeGreaterThanOrEqual(atLeast);
      expect(text).toBe(await listed(elleve.storage, { ...filter, ...kept }));
    }
  });

  it('leaves no thread behind when its reader goes away', async () => {
    const { elleve, filter } = await oddAnswers();
    const before = ports();
    let during = 0;
    for await (const text of elleve.storage.exportResponses(filter, NDJSON)) {
      during = ports();
      expect(text).not.toBe('');
      break;
    }
    expect(during).toBeGreaterThan(before);
    expect(ports()).toBe(before);
  });

  it('fails as a whole where a thread fails, and the next one does not', async () => {
    const { elleve, filter } = await oddAnswers();
    const whole = await exported(elleve.storage, filter);
    const vandal = new Sqlite(elleve.file);
    onTestFinished(() => void vandal.close());
    vandal.exec('alter table trait_set rename to gone');
    await expect(exported(elleve.storage, filter)).rejects.toThrow('no such table');
    vandal.exec('alter table gone rename to trait_set');
    expect(await exported(elleve.storage, filter)).toBe(whole);
  });

  it('serves several readers at once', async () => {
    const { elleve, filter } = await oddAnswers();
    const exports = Array.from({ length: 6 }, () => exported(elleve.storage, filter));
    const [first, ...others] = await Promise.all(exports);
    expect(others).toEqual(others.map(() => first));
  });
});

/** Each thread has one. */
function ports(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
}
