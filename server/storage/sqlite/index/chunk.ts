import type { VisitRun } from './day-rows.ts';
import { lowerBound } from './lower-bound.ts';
import { RowsByValue } from './rows-by-value.ts';

/** Two bytes for each value until one needs four: most projects have fewer than 65,536 of anything. */
export type Column = Uint16Array | Uint32Array;

/** Few: the rows of an account in a survey are. */
const FIRST_CAPACITY = 8;
/** The most rows of a chunk. */
export const CAPACITY = 8192;

/** Some thousand rows by day. */
export class Chunk {
  length = 0;
  #capacity: number;
  /** The days that have rows, and where the rows of each begin. */
  days: number[] = [];
  starts: number[] = [];
  columns: Column[];
  /** By column, where it was asked for since the last change. */
  #zeros: boolean[] = [];
  #tallies: Uint32Array[] = [];
  #found: ('asked' | RowsByValue)[] = [];

  private constructor(width: number, capacity: number) {
    this.#capacity = capacity;
    this.columns = Array.from({ length: width }, () => new Uint16Array(capacity));
  }

  /** A row that begins a chunk. Behind a full one another will fill; by itself it may stay small. */
  static with(day: number, row: readonly number[], width: number, follows: boolean): Chunk {
    const chunk = new Chunk(width, follows ? CAPACITY : FIRST_CAPACITY);
    chunk.add(day, row);
    return chunk;
  }

  get isFull(): boolean {
    return this.length === CAPACITY;
  }

  get firstDay(): number {
    return this.days[0]!;
  }

  get lastDay(): number {
    return this.days.at(-1)!;
  }

  add(day: number, row: readonly number[]): void {
    if (this.length === this.#capacity) this.#grow();
    this.#change();
    const i = lowerBound(this.days, day);
    if (this.days[i] !== day) {
      const start = this.starts[i] ?? this.length;
      this.days.splice(i, 0, day);
      this.starts.splice(i, 0, start);
    }
    const place = this.endOf(i);
    for (let c = 0; c < this.columns.length; c++) this.#insert(c, place, row[c]!);
    this.length += 1;
    for (let later = i + 1; later < this.starts.length; later++) this.starts[later]! += 1;
  }

  remove(day: number, row: readonly number[]): boolean {
    const i = lowerBound(this.days, day);
    if (this.days[i] !== day) return false;
    const place = this.#find(this.starts[i]!, this.endOf(i), row);
    if (place === undefined) return false;

    this.#change();
    for (const column of this.columns) column.copyWithin(place, place + 1, this.length);
    this.length -= 1;
    for (let later = i + 1; later < this.starts.length; later++) this.starts[later]! -= 1;
    if (this.starts[i] === this.endOf(i)) {
      this.days.splice(i, 1);
      this.starts.splice(i, 1);
    }
    return true;
  }

  /** Moves the later half of the rows into a new chunk. */
  split(): Chunk {
    const later = new Chunk(this.columns.length, CAPACITY);
    const middle = this.length >>> 1;
    this.#change();
    const i = lowerBound(this.starts, middle + 1) - 1;
    later.days = this.days.slice(i);
    later.starts = this.starts.slice(i).map((start) => Math.max(0, start - middle));
    later.columns = this.columns.map((column) => resized(column.subarray(middle, this.length), CAPACITY));
    later.length = this.length - middle;

    const kept = lowerBound(this.starts, middle);
    this.days.length = kept;
    this.starts.length = kept;
    this.length = middle;
    return later;
  }

  #change(): void {
    if (this.#zeros.length > 0) this.#zeros = [];
    if (this.#found.length > 0) this.#found = [];
    if (this.#tallies.length > 0) this.#tallies = [];
  }

  /** How many rows have each value of a column. It is kept until a row comes or goes, and not to be changed. */
  tally(column: number): Uint32Array {
    this.#tallies[column] ??= tallied(this.columns[column]!.subarray(0, this.length));
    return this.#tallies[column];
  }

  /** Whether any row has 0 there: nothing, or nobody. */
  hasZero(column: number): boolean {
    this.#zeros[column] ??= this.columns[column]!.subarray(0, this.length).includes(0);
    return this.#zeros[column];
  }

  eachRow(visit: (day: number, row: number[]) => void): void {
    for (let i = 0; i < this.days.length; i++) {
      for (let place = this.starts[i]!; place < this.endOf(i); place++) visit(this.days[i]!, this.#rowAt(place));
    }
  }

  /** Where few rows have the value. A chunk that stays as it is remembers where they are, any other is searched. */
  eachWith(column: number, value: number, visit: (day: number, row: number[]) => void): void {
    const found = this.#foundBy(column);
    if (found) {
      found.each(value, (place) => visit(this.dayOf(place), this.#rowAt(place)));
      return;
    }
    const values = this.columns[column]!.subarray(0, this.length);
    for (let place = values.indexOf(value); place >= 0; place = values.indexOf(value, place + 1)) {
      visit(this.dayOf(place), this.#rowAt(place));
    }
  }

  eachRun(borders: ArrayLike<number>, visit: VisitRun): void {
    const last = borders.length - 1;
    let i = lowerBound(this.days, borders[0]!);
    while (i < this.days.length && this.days[i]! < borders[last]!) {
      const segment = lowerBound(borders, this.days[i]! + 1) - 1;
      const start = this.starts[i]!;
      while (i < this.days.length && this.days[i]! < borders[segment + 1]!) i += 1;
      visit(this.columns, segment, start, this.starts[i] ?? this.length, this);
    }
  }

  /** The place of the first row of that day or of a later one. */
  placeOf(day: number): number {
    return this.starts[lowerBound(this.days, day)] ?? this.length;
  }

  /** The place after the last row of the day at place `i`. */
  endOf(i: number): number {
    return this.starts[i + 1] ?? this.length;
  }

  dayOf(row: number): number {
    return this.days[lowerBound(this.starts, row + 1) - 1]!;
  }

  /** Absent the first time that it is asked for since the last change: rows that come one after another are not worth it. */
  #foundBy(column: number): RowsByValue | undefined {
    const known = this.#found[column];
    if (known instanceof RowsByValue) return known;
    const found = known === 'asked' ? new RowsByValue(this.columns[column]!.subarray(0, this.length)) : undefined;
    this.#found[column] = found ?? 'asked';
    return found;
  }

  #rowAt(place: number): number[] {
    return this.columns.map((column) => column[place]!);
  }

  #find(start: number, end: number, row: readonly number[]): number | undefined {
    // The last value tells rows from each other best.
    const last = this.columns.at(-1)!;
    const value = row.at(-1)!;
    for (let place = last.indexOf(value, start); place >= 0 && place < end; place = last.indexOf(value, place + 1)) {
      if (this.columns.every((column, c) => column[place] === row[c])) return place;
    }
    return undefined;
  }

  #insert(c: number, place: number, value: number): void {
    let column = this.columns[c]!;
    if (value > 0xffff && column instanceof Uint16Array) {
      column = new Uint32Array(column);
      this.columns[c] = column;
    }
    if (place < this.length) column.copyWithin(place + 1, place, this.length);
    column[place] = value;
  }

  #grow(): void {
    this.#capacity = Math.min(CAPACITY, this.#capacity * 2);
    this.columns = this.columns.map((column) => resized(column, this.#capacity));
  }
}

function tallied(values: Column): Uint32Array {
  let greatest = -1;
  for (const value of values) greatest = Math.max(greatest, value);
  const tally = new Uint32Array(greatest + 1);
  for (const value of values) tally[value]! += 1;
  return tally;
}

function resized(column: Column, capacity: number): Column {
  const copy = column instanceof Uint16Array ? new Uint16Array(capacity) : new Uint32Array(capacity);
  copy.set(column);
  return copy;
}
