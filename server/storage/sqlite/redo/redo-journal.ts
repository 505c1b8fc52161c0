import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Redo } from './redo.ts';

const syncInThread = promisify(fdatasync);

const BYTES = 2 * 1024 * 1024;
const MAGIC = 0x454c5652;
/** Where what stands in the head of a frame: the number is that of its first redo. */
const HEAD = { magic: 0, textBytes: 4, checksum: 8, number: 12, database: 20, length: 28 } as const;

/**
 * What was acknowledged and is not committed yet, in a file beside the database. Its length never changes, so that a sync writes a few
 * kilobytes and nothing else. Redos are numbered without a gap, and the database knows the number of the last it holds: by its number a
 * frame of earlier use is told from a new one, and by its checksum one that the disk did not finish.
 */
export class RedoJournal {
  readonly #file: string;
  readonly #database: Buffer;
  #descriptor: number | undefined;
  #end = 0;

  /** `identity` is the database's own: eight bytes. */
  constructor(database: string, identity: Buffer) {
    this.#file = fileBeside(database);
    this.#database = identity;
  }

  /** Whether a process works on the database or was killed. */
  static isLeftBeside(database: string): boolean {
    return existsSync(fileBeside(database));
  }

  /** The redos from that number on. */
  readFrom(number: number): Redo[] {
    if (!existsSync(this.#file)) return [];
    const bytes = readFileSync(this.#file);
    const redos: Redo[] = [];
    let expected: number | undefined;
    let at = 0;
    for (let frame = this.#frameAt(bytes, at); frame; frame = this.#frameAt(bytes, at)) {
      // A gap before the first one: the database is older than all of this.
      if (frame.number !== (expected ?? Math.min(frame.number, number))) break;
      redos.push(...frame.redos.slice(Math.max(0, number - frame.number)));
      expected = frame.number + frame.redos.length;
      at = frame.end;
    }
    return redos;
  }

  /** Resolves when they are on disk; `undefined` when it has no room, be it that the disk has none: then a commit must keep them. */
  append(redos: Redo[], number: number): Promise<void> | undefined {
    const frame = this.#frameOf(redos, number);
    if (this.#end + frame.length > BYTES) return undefined;
    try {
      this.#descriptor ??= this.#openFile();
      // What was written in part bears no right checksum, and is written over.
      if (writeSync(this.#descriptor, frame, 0, frame.length, this.#end) < frame.length) return undefined;
    } catch {
      return undefined;
    }
    this.#end += frame.length;
    return syncInThread(this.#descriptor);
  }

  /** What it holds is in the database, safe from a power cut as well. */
  beginAgain(): void {
    this.#end = 0;
  }

  /** Overwrites what it held: it may be of somebody who was erased. To be called when it holds nothing that is needed. */
  wipe(): void {
    if (!existsSync(this.#file)) return;
    this.#descriptor ??= this.#openFile();
    writeSync(this.#descriptor, Buffer.alloc(BYTES), 0, BYTES, 0);
    fdatasyncSync(this.#descriptor);
    this.#end = 0;
  }

  /** Takes the file away: without it, the database alone is everything. */
  remove(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#file, { force: true });
  }

  /** After a failure: leaves everything as it is for the next start. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #openFile(): number {
    if (existsSync(this.#file)) return openSync(this.#file, 'r+');
    const descriptor = openSync(this.#file, 'w+', 0o600);
    try {
      if (writeSync(descriptor, Buffer.alloc(BYTES), 0, BYTES, 0) < BYTES) throw new Error('The disk is full.');
      fdatasyncSync(descriptor);
      syncFolderOf(this.#file);
      return descriptor;
    } catch (error) {
      closeSync(descriptor);
      rmSync(this.#file);
      throw error;
    }
  }

  #frameOf(redos: Redo[], number: number): Buffer {
    const text = JSON.stringify(redos);
    const frame = Buffer.alloc(HEAD.length + Buffer.byteLength(text));
    frame.writeUInt32LE(MAGIC, HEAD.magic);
    frame.writeUInt32LE(frame.length - HEAD.length, HEAD.textBytes);
    frame.writeBigUInt64LE(BigInt(number), HEAD.number);
    this.#database.copy(frame, HEAD.database);
    frame.write(text, HEAD.length);
    frame.writeUInt32LE(checksumOf(frame), HEAD.checksum);
    return frame;
  }

  /** The whole frame that begins there. */
  #frameAt(bytes: Buffer, at: number): { number: number; redos: Redo[]; end: number } | undefined {
    if (at + HEAD.length > bytes.length || bytes.readUInt32LE(at + HEAD.magic) !== MAGIC) return undefined;
    const end = at + HEAD.length + bytes.readUInt32LE(at + HEAD.textBytes);
    const frame = bytes.subarray(at, end);
    if (end > bytes.length || frame.readUInt32LE(HEAD.checksum) !== checksumOf(frame)) return undefined;
    if (!frame.subarray(HEAD.database, HEAD.length).equals(this.#database)) return undefined;
    const redos = JSON.parse(frame.toString('utf8', HEAD.length)) as Redo[];
    return { number: Number(frame.readBigUInt64LE(HEAD.number)), redos, end };
  }
}

function fileBeside(database: string): string {
  return `${database}-redo`;
}

/** A new file is found again after a power cut only when its folder is on disk as well. */
function syncFolderOf(file: string): void {
  const descriptor = openSync(dirname(file), 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Of all that comes after the checksum itself. */
function checksumOf(frame: Buffer): number {
  return crc32(frame.subarray(HEAD.number));
}
