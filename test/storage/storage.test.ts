import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../../server/storage/open-storage.ts';
import { DatabaseInUse } from '../../server/storage/sqlite/file-lock.ts';
import type { NewKey, Storage } from '../../server/storage/storage.ts';
import { answerTo, claimOf, makeTenant, newId, NOW, responseIds, type Tenant } from './operations.ts';

/** Every engine there is: how to open the store that a folder stands for. */
const ENGINES = [{ engine: 'SQLite', open: (folder: string) => openStorage(join(folder, 'elleve.db')) }];

describe.each(ENGINES)('$engine', ({ open }) => {
  let folder: string;
  let storage: Storage;
  let tenant: Tenant;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'elleve-'));
    storage = open(folder);
    tenant = await makeTenant(storage);
  });
  afterEach(async () => {
    await storage.close();
    rmSync(folder, { recursive: true });
  });

  async function reopened(): Promise<Storage> {
    await storage.close();
    storage = open(folder);
    return storage;
  }

  describe('operations that arrive together', () => {
    it('are all done, in the order of their arrival', async () => {
      const claims = ['ada', 'bea', 'cleo'].map((person) => claimOf(tenant, person));
      const work = claims.flatMap((claim) => [storage.claimDisplay(claim), storage.recordResponse(answerTo(claim))]);
      const outcomes = (await Promise.all(work)).map((done) => (typeof done === 'string' ? done : done.outcome));
      expect(outcomes).toEqual(['shown', 'created', 'shown', 'created', 'shown', 'created']);
    });

    it('do not sink with one that fails', async () => {
      const twice = keyOf(tenant, 'samename');
      const [first, second] = ['ada', 'bea'].map((person) => claimOf(tenant, person));
      const settled = await Promise.allSettled([
        storage.claimDisplay(first!),
        storage.createKey(twice),
        storage.createKey({ ...twice, hash: randomBytes(32) }),
        storage.createSurvey(-1, tenant.survey.survey),
        storage.claimDisplay(second!),
        storage.recordResponse(answerTo(second!)),
      ]);
      expect(settled.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      const fresh = await reopened();
      expect(await fresh.recordResponse(answerTo(first!))).toBe('created');
      expect(await fresh.findKeys('samename')).toMatchObject([{ name: 'samename', hash: twice.hash }]);
      expect(await responseIds(fresh, tenant)).toHaveLength(2);
    });

    it('show one of many claims for one person', async () => {
      const claims = Array.from({ length: 50 }, () => storage.claimDisplay(claimOf(tenant, 'ada')));
      const outcomes = (await Promise.all(claims)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'shown')).toHaveLength(1);
    });

    it('keep one of many answers to one display', async () => {
      const claim = claimOf(tenant, 'ada');
      await storage.claimDisplay(claim);
      const answers = [1, 5, 9].map((score) => storage.recordResponse(answerTo(claim, { score })));
      expect((await Promise.all(answers)).sort((a, b) => a.localeCompare(b))).toEqual([
        'created',
        'display_answered',
        'display_answered',
      ]);
    });
  });

  describe('what was acknowledged', () => {
    it('is there when the store is opened again', async () => {
      const claim = claimOf(tenant, 'ada', {
        account: 'acme',
        traits: { plan: 'pro' },
        locale: 'da',
        touchpoint: 'paid',
      });
      const answer = answerTo(claim, { comment: 'Godt 👍', contact_ok: true });
      await storage.claimDisplay(claim);
      await storage.recordResponse(answer);
      await storage.declareTrait(tenant.project.id, { key: 'plan', type: 'text', of: 'account', source: 'browser' });

      const fresh = await reopened();
      expect(await fresh.listProjects()).toMatchObject([{ public_id: tenant.project.public_id, name: 'Ledgerly' }]);
      expect(await fresh.findSurvey(tenant.project.id, tenant.survey.survey.id)).toEqual(tenant.survey);
      expect(await fresh.listTraits(tenant.project.id)).toHaveLength(1);
      expect(await fresh.findDisplayOf(tenant.project.id, answer.response_id)).toBe(claim.display_id);
      const filter = { project_id: tenant.project.id, surveys: [tenant.survey.internal_id], days: {}, traits: [] };
      expect((await fresh.listResponses(filter, { order: 'newest' }, 10)).responses).toMatchObject([
        {
          id: answer.response_id,
          score: 9,
          comment: 'Godt 👍',
          contact_ok: true,
          respondent_id: 'ada',
          account_id: 'acme',
          traits: { plan: 'pro' },
          locale: 'da',
          touchpoint: 'paid',
          responded_at: NOW,
        },
      ]);
    });

    it('is finished before the store closes', async () => {
      const claims = Array.from({ length: 100 }, (_, i) => claimOf(tenant, `person ${i}`));
      const work = claims.map((claim) => storage.claimDisplay(claim));
      const fresh = await reopened();
      expect(await Promise.all(work)).toHaveLength(100);
      const answers = await Promise.all(claims.map((claim) => fresh.recordResponse(answerTo(claim))));
      expect(new Set(answers)).toEqual(new Set(['created']));
    });
  });

  describe('an operation on what is not there', () => {
    it.each([
      ['an answer', () => storage.recordResponse(answerTo(claimOf(tenant, 'ada'))), 'unknown_display'],
      [
        'a dismissal',
        () =>
          storage.dismissDisplay({ project_id: tenant.project.id, display_id: newId(), reason: 'closed', now: NOW }),
        'unknown_display',
      ],
      [
        'a change',
        () =>
          storage.changeResponse({
            project_id: tenant.project.id,
            response_id: newId(),
            score: 1,
            comment: undefined,
            contact_ok: undefined,
            now: NOW,
          }),
        'unknown_response',
      ],
      [
        'a survey',
        () => storage.replaceSurvey(tenant.project.id, { ...tenant.survey.survey, id: 'srv_0123456789abcdef' }, ''),
        'changed_meanwhile',
      ],
      ['the display of a response', () => storage.findDisplayOf(tenant.project.id, newId()), undefined],
      ['keys', () => storage.findKeys('00000000'), []],
      ['a project', () => storage.findProjectByPublicKey('elv_pk_0123456789abcdefghijkl'), undefined],
    ])('is an outcome, not an error: %s', async (_, operation, outcome) => {
      expect(await operation()).toStrictEqual(outcome);
    });
  });

  describe('two projects', () => {
    it('may use the same ids without meeting', async () => {
      const neighbour = await makeTenant(storage);
      const claim = claimOf(tenant, 'ada');
      const theirs = claimOf(neighbour, 'ada', { display_id: claim.display_id });
      expect(await storage.claimDisplay(claim)).toMatchObject({ outcome: 'shown' });
      expect(await storage.claimDisplay(theirs)).toMatchObject({ outcome: 'shown' });

      const answer = answerTo(claim, { score: 1 });
      expect(await storage.recordResponse(answer)).toBe('created');
      expect(await storage.recordResponse({ ...answer, project_id: neighbour.project.id, score: 10 })).toBe('created');
      expect(await responseIds(storage, tenant)).toEqual([answer.response_id]);
      expect(await responseIds(storage, neighbour)).toEqual([answer.response_id]);
    });
  });

  describe('a store that is open', () => {
    it('is opened by nobody else until it is closed', async () => {
      expect(() => open(folder)).toThrow(DatabaseInUse);
      await reopened();
      await expect(storage.ping()).resolves.toBeUndefined();
    });

    it('takes ten thousand operations at once and refuses more, and then goes on', async () => {
      const claims = Array.from({ length: 10_001 }, (_, i) => storage.claimDisplay(claimOf(tenant, `person ${i}`)));
      const settled = await Promise.allSettled(claims);
      const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
      expect(refused.map(({ name }) => name)).toEqual(['StorageUnavailable']);
      expect(await storage.claimDisplay(claimOf(tenant, 'the next'))).toMatchObject({ outcome: 'shown' });
    });
  });
});

function keyOf({ project }: Tenant, name: string): NewKey {
  return { project_id: project.id, name, hash: randomBytes(32), scopes: ['read'], created_at: NOW, expires_at: null };
}
