import type { Database } from 'better-sqlite3';
import { GroupCommit } from '../../server/storage/sqlite/group-commit.ts';
import { ChangeCapture, type Change } from '../../server/storage/sqlite/index/change-capture.ts';
import { Portion } from '../../server/storage/sqlite/portion.ts';
import type { Redo } from '../../server/storage/sqlite/redo/redo.ts';
import { RedoJournal } from '../../server/storage/sqlite/redo/redo-journal.ts';
import { redoIdentity } from '../../server/storage/sqlite/redo/take-in.ts';
import { WriteAheadLog } from '../../server/storage/sqlite/write-ahead-log.ts';

interface Options {
  log?: WriteAheadLog;
  journal?: RedoJournal;
  replay?: (redo: Redo) => void;
  follow?: (changes: Change[]) => void;
}

/** Group commits on a database, put together as the storage does it. */
export function commitsOn(file: string, db: Database, options: Options = {}): GroupCommit {
  const changes = new ChangeCapture(db);
  const {
    log = new WriteAheadLog(file),
    journal = new RedoJournal(file, redoIdentity(db)),
    replay = () => undefined,
    follow,
  } = options;
  const portion = new Portion(db, changes, replay);
  return new GroupCommit({ portion, log, journal, follow: () => follow?.(changes.take()) ?? changes.take() });
}
