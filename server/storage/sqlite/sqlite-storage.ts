import { StorageUnavailable } from '../storage-unavailable.ts';
import type { Erased, Erasure, ErasureOutcome, Storage } from '../storage.ts';
import { ErasureJournal } from './erasure-journal.ts';
import { knownFacts } from './asking/known-facts.ts';
import { ExportThreads } from './export/export-threads.ts';
import { responseExport } from './export/response-export.ts';
import { FileLock } from './file-lock.ts';
import { changeStamps } from './change-stamp.ts';
import { CommentBacklog } from './comment-backlog.ts';
import { ChangedZones } from './changed-zones.ts';
import { CommittedMemory } from './committed-memory.ts';
import { GroupCommit } from './group-commit.ts';
import { ChangeCapture } from './index/change-capture.ts';
import { indexReads } from './index/index-reads.ts';
import { cleanFile } from './clean-file.ts';
import { Interning } from './interning.ts';
import { openReader, openWriter } from './open-database.ts';
import { Portion } from './portion.ts';
import { accountReads } from './reads/accounts.ts';
import { auditReads } from './reads/audit.ts';
import { keyReads } from './reads/keys.ts';
import { latestRows } from './reads/latest-rows.ts';
import { markerReads } from './reads/markers.ts';
import { nameReads } from './reads/names.ts';
import { peopleReads } from './reads/people.ts';
import { responseList } from './reads/response-list.ts';
import { responseWalk } from './reads/response-walk.ts';
import { responseReads } from './reads/responses.ts';
import { tenantReads } from './reads/tenants.ts';
import { notedWrites } from './redo/noted-writes.ts';
import type { Done } from './redo/redo.ts';
import { RedoJournal } from './redo/redo-journal.ts';
import { redoIdentity, takeIn } from './redo/take-in.ts';
import { changeCalendar } from './writes/change-calendar.ts';
import { eraseWrites } from './writes/erase.ts';
import { retentionWrites, runRetention } from './writes/retention.ts';
import { keyWrites } from './writes/keys.ts';
import { markerWrites } from './writes/markers.ts';
import { excludeFlagged } from './writes/exclude-flagged.ts';
import { excludeResponse } from './writes/exclude-response.ts';
import { importResponses } from './writes/import-responses.ts';
import { indexComments } from './writes/index-comments.ts';
import { surveyWrites } from './writes/surveys.ts';
import { peopleWrites } from './writes/people.ts';
import { signingKeyReads, signingKeyWrites } from './signing-keys.ts';
import { tagResponse } from './writes/tag-response.ts';
import { tenantWrites } from './writes/tenants.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

/** One file, one process, one writer; readers never wait for it. Throws when another process holds the file. */
export function openSqliteStorage(file: string): Storage {
  const lock = FileLock.take(file);
  try {
    return storageOn(file, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function storageOn(file: string, lock: FileLock): Storage {
  const writer = openWriter(file);
  const reader = openReader(file);

  const stamp = changeStamps(writer);
  const interning = new Interning(writer);
  const noted = notedWrites(writer, interning, stamp);
  const journal = new RedoJournal(file, redoIdentity(writer));
  takeIn(file, writer, journal, noted.replay);

  const { eraseRespondent, eraseAccount } = eraseWrites(writer);
  const erasures = new ErasureJournal(file, writer);
  // A backup was put in place of the database: before anybody sees it, it loses who had been erased since.
  const restored = writer
    .transaction(() => erasures.reapply({ respondent: eraseRespondent, account: eraseAccount }))
    .immediate();
  if (restored > 0) writer.pragma('wal_checkpoint(truncate)');

  const index = indexReads(reader, () => openReader(file));
  const changes = new ChangeCapture(writer, () => interning.forget());
  interning.keep();
  const log = new WriteAheadLog(file);
  const portion = new Portion(writer, changes, noted.replay);
  const commits = new GroupCommit({ portion, log, journal, follow });
  function follow(): void {
    const committed = changes.take();
    index.indexes.apply(committed);
    memory.followCommit();
    backlog.follow(committed);
  }
  const backlog = new CommentBacklog(reader, () => commits.run(indexSome));
  const indexSome = indexComments(writer);
  const write =
    <Input extends unknown[], Output>(operation: (...input: Input) => Output) =>
    (...input: Input): Promise<Output> =>
      commits.run(() => operation(...input));
  const writePatiently =
    <Input, Output>(operation: (input: Input) => Output) =>
    (input: Input): Promise<Output> =>
      commits.runPatiently(() => operation(input));
  const writeNoted =
    <Input, Output>(operation: (input: Input) => Done<Output>) =>
    (input: Input): Promise<Output> =>
      commits.runNoted(() => operation(input));
  /** What pages write is found once it is acknowledged. */
  const settled =
    <Input extends unknown[], Output>(query: (...input: Input) => Output) =>
    (...input: Input): Output => {
      commits.settle();
      return query(...input);
    };
  /** A query of what pages write. */
  const find = <Input extends unknown[], Output>(query: (...input: Input) => Output) => read(settled(query));

  const zones = new ChangedZones(writer);
  const tenants = { ...tenantWrites(writer), ...tenantReads(reader) };
  const memory = new CommittedMemory(writer);
  const keys = { ...keyWrites(writer), ...keyReads(reader) };
  const markers = { ...markerWrites(writer), ...markerReads(reader) };
  const accounts = accountReads(reader);
  const people = peopleWrites(writer, interning);
  const signingKeys = { ...signingKeyWrites(writer), ...signingKeyReads(reader) };
  const surveys = surveyWrites(writer);
  const responses = responseReads(reader);
  const along = responseWalk(reader, index.latestMoments);
  const names = nameReads(reader);
  const latest = latestRows(along, index.latestMoments);
  const list = responseList(along, latest);
  const threads = new ExportThreads(file);
  const exported = responseExport(reader, along, threads);

  const retention = retentionWrites(writer, stamp);

  const erase =
    (of: 'respondent' | 'account', operation: (erasure: Erasure, hash: Uint8Array) => Erased | 'unknown') =>
    async (erasure: Erasure): Promise<ErasureOutcome> => {
      const hash = erasures.write(of, erasure);
      const erased = await commits.run(() => operation(erasure, hash));
      if (erased === 'unknown') return erased;
      await commits.wipe();
      return { ...erased, isFileClean: await cleanFile(file) };
    };

  return {
    createProject: write(tenants.createProject),
    listProjects: read(tenants.listProjects),
    changeProject: write(tenants.changeProject),
    changeCalendar: write(zones.noting(changeCalendar(writer, stamp))),
    findProjectByPublicKey: read(memory.of(tenants.findProjectByPublicKey)),
    createKey: write(keys.createKey),
    findKeys: read(keys.findKeys),
    listKeys: read(keys.listKeys),
    revokeKey: write(keys.revokeKey),
    noteKeyUse: write(keys.noteKeyUse),
    listTraits: read(memory.of(tenants.listTraits)),
    declareTrait: write(tenants.declareTrait),

    listMarkers: read(markers.listMarkers),
    putMarker: write(markers.putMarker),
    deleteMarker: write(markers.deleteMarker),
    listAccountIds: find(memory.of(accounts.listAccountIds, 'accounts')),
    accountTraits: settled(async (projectId: number, ids: number[]) =>
      accounts.accountTraits(projectId, ids, await index.lastAnswered(projectId)),
    ),
    accountNumbers: find(memory.of(accounts.accountNumbers, 'accounts')),
    accountAnswers: settled(index.accountAnswers),
    heardAccounts: settled(index.heardAccounts),
    accountActivity: settled(index.accountActivity),
    answerDelays: settled(index.answerDelays),

    putRespondent: write(people.putRespondent),
    putAccount: write(people.putAccount),
    createSigningKey: write(signingKeys.createSigningKey),
    listSigningKeys: read(signingKeys.listSigningKeys),
    findSigningKey: read(signingKeys.findSigningKey),
    revokeSigningKey: write(signingKeys.revokeSigningKey),

    createSurvey: write(surveys.createSurvey),
    replaceSurvey: write(surveys.replaceSurvey),
    listSurveys: read(memory.of(tenants.listSurveys)),
    findSurvey: read(memory.of(tenants.findSurvey)),

    claimDisplay: writeNoted(zones.datingDisplays(noted.claimDisplay)),
    askingFacts: find(knownFacts(reader)),
    dismissDisplay: writeNoted(noted.dismissDisplay),
    recordResponse: writeNoted(zones.datingResponses(noted.recordResponse)),
    changeResponse: writeNoted(noted.changeResponse),
    importResponses: writePatiently(zones.datingImports(importResponses(writer, interning, stamp))),

    findDisplayOf: find(responses.findDisplayOf),
    findResponse: find(responses.findResponse),
    listCommented: settled(index.listCommented),
    async listResponses(filter, ...walk) {
      commits.settle();
      if (filter.phrases) await backlog.catchUp();
      return list.listResponses(filter, ...walk);
    },
    async *exportResponses(filter, table) {
      commits.settle();
      if (filter.phrases) await backlog.catchUp();
      yield* exported.exportResponses(filter, table);
    },
    setExclusion: write(excludeResponse(writer, stamp)),
    excludeFlagged: write(excludeFlagged(writer, stamp)),
    tagResponse: write(tagResponse(writer, interning, stamp)),
    listTagged: settled(index.listTagged),
    listAudit: read(auditReads(reader).listAudit),
    countAnswers: settled(index.countAnswers),
    sharedPeople: settled(index.sharedPeople),
    saidBy: settled(index.saidBy),
    breakDownAnswers: settled(index.breakDownAnswers),
    groupDisplays: settled(index.groupDisplays),
    findFirstDay: settled(index.findFirstDay),
    nameAccounts: find(names.nameAccounts),
    nameRespondents: find(names.nameRespondents),

    findPerson: find(peopleReads(reader).findPerson),
    eraseRespondent: erase('respondent', eraseRespondent),
    eraseAccount: erase('account', eraseAccount),
    async keepRetention(projectId, kept, now) {
      const changed = await runRetention(retention, kept, projectId, now, (step) => commits.run(step));
      if (changed === 0) return changed;
      await commits.wipe();
      await cleanFile(file);
      return changed;
    },

    settle: write(() => undefined),
    async ping() {
      try {
        reader.pragma('user_version');
      } catch (error) {
        throw new StorageUnavailable('The database does not answer.', { cause: error });
      }
    },

    async close() {
      await backlog.finish();
      await threads.close();
      await commits.finish();
      if (commits.isKept) journal.remove();
      else journal.close();
      await log.close();
      reader.close();
      writer.close();
      lock.release();
    },
  };
}

function read<Input extends unknown[], Output>(query: (...input: Input) => Output) {
  return async (...input: Input): Promise<Output> => query(...input);
}
