import type { Storage } from '../server/storage/storage.ts';

/** Has everything committed that was acknowledged, for a look at the file behind the storage's back: any read does. */
export function committed(storage: Storage): void {
  void storage.nameAccounts(0, []);
}
