const FREE = -1;

/**
 * Numbers tuples of small whole numbers from 0 in the order in which they first come. Typed arrays and open addressing: a `Map`
 * of strings costs ten times the memory, and there may be as many tuples as people.
 */
export class TupleDictionary {
  size = 0;
  readonly width: number;
  /** The tuples, one after another: element `i` of tuple `n` is `values[n * width + i]`. */
  values: Uint32Array;
  #places: Int32Array;

  constructor(width: number) {
    this.width = width;
    this.values = new Uint32Array(64 * width);
    this.#places = new Int32Array(128).fill(FREE);
  }

  intern(tuple: readonly number[]): number {
    const place = this.#placeOf(tuple);
    const found = this.#places[place]!;
    if (found !== FREE) return found;

    const id = this.size;
    this.size += 1;
    if (this.size * this.width > this.values.length) this.values = grown(this.values);
    this.values.set(tuple, id * this.width);
    this.#places[place] = id;
    if (this.size * 2 > this.#places.length) this.#spread();
    return id;
  }

  /** Where the tuple stands, or the free place where it would. */
  #placeOf(tuple: readonly number[]): number {
    const last = this.#places.length - 1;
    let place = hashOf(tuple) & last;
    for (;;) {
      const id = this.#places[place]!;
      if (id === FREE || this.#holds(id, tuple)) return place;
      place = (place + 1) & last;
    }
  }

  #holds(id: number, tuple: readonly number[]): boolean {
    const start = id * this.width;
    for (let i = 0; i < this.width; i++) if (this.values[start + i] !== tuple[i]) return false;
    return true;
  }

  #spread(): void {
    this.#places = new Int32Array(this.#places.length * 2).fill(FREE);
    for (let id = 0; id < this.size; id++) {
      const start = id * this.width;
      this.#places[this.#placeOf(Array.from(this.values.subarray(start, start + this.width)))] = id;
    }
  }
}

function grown(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(values.length * 2);
  longer.set(values);
  return longer;
}

/** Multiplies and folds each element in; the constants are those of MurmurHash3's finish, chosen to scatter neighbours. */
function hashOf(tuple: readonly number[]): number {
  let hash = 0;
  for (const value of tuple) {
    hash = Math.imul(hash ^ value, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}
