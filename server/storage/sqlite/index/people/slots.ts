import type { Packed, Packing } from './packed.ts';

/** No account: of a slot that was just made for somebody who has one, and of nobody. */
const NONE = 0;

/**
 * A number for each person or company that there is, by its id, and further ones for those without an id and for whoever belongs to a
 * second group. What is filled for one question is emptied before the next: to have megabytes cleared by the system for each takes
 * longer than to count.
 */
export class Slots {
  /** How many ids there are, nobody's 0 among them. */
  readonly size: number;
  readonly packing: Packing;
  /** What each said. */
  values: Packed;
  /** The latest answer of each, until it is put in the place of what each said. Empty until they are asked for. */
  keys: Float64Array = new Float64Array(0);
  /** Which of the two is being filled. */
  #isOfKeys = false;
  /** The slots of ids that are filled, and those of nobody known; only the first `metCount` are. */
  met: Uint32Array;
  metCount = 0;
  /** Those after the ids: whose each is (0 for nobody known), and the account it was made with. */
  furtherCount = 0;
  furtherOwners: Uint32Array;
  furtherAccounts: Uint32Array;
  /** The group of each slot, and the same owner's slot of another group; 0 when there is none. Empty when there are no groups. */
  groups: Uint32Array = new Uint32Array(0);
  nexts: Uint32Array = new Uint32Array(0);

  constructor(size: number, packing: Packing) {
    this.size = size;
    this.packing = packing;
    this.values = packing.list(size + 64);
    this.met = new Uint32Array(this.values.length);
    this.furtherOwners = new Uint32Array(64);
    this.furtherAccounts = new Uint32Array(64);
  }

  /** Begins anew, with nothing. */
  begin(filled: 'values' | 'keys', hasGroups: boolean): void {
    this.#empty(this.values);
    if (this.#isOfKeys) this.#empty(this.keys);
    this.#isOfKeys = filled === 'keys';
    if (this.#isOfKeys && this.keys.length < this.values.length) this.keys = new Float64Array(this.values.length);
    this.metCount = 0;
    this.furtherCount = 0;
    if (hasGroups) this.makeRoomForGroups();
  }

  /** Also for slots that are filled: they belong to no group yet. */
  makeRoomForGroups(): void {
    if (this.groups.length >= this.values.length) return;
    this.groups = new Uint32Array(this.values.length);
    this.nexts = new Uint32Array(this.values.length);
  }

  /** Makes room for so many more further slots, so that loops over rows may hold on to the arrays. */
  ensure(more: number): void {
    const further = this.furtherCount + more;
    if (further > this.furtherOwners.length) {
      this.furtherOwners = withRoom(this.furtherOwners, 2 * further);
      this.furtherAccounts = withRoom(this.furtherAccounts, 2 * further);
    }
    const length = this.size + further;
    if (length <= this.values.length) return;
    const values = this.packing.list(length + further);
    values.set(this.values);
    this.values = values;
    if (this.#isOfKeys) {
      const keys = new Float64Array(values.length);
      keys.set(this.keys);
      this.keys = keys;
    }
    this.met = withRoom(this.met, values.length);
    if (this.groups.length > 0) {
      this.groups = withRoom(this.groups, values.length);
      this.nexts = withRoom(this.nexts, values.length);
    }
  }

  /**
   * Finds who is met by looking at everybody, which is faster than to write them down where they are many. They come in order then. Everybody is
   * written down and most are overwritten: a branch that is taken at random costs more.
   */
  findMet(): void {
    const { met, size, furtherOwners } = this;
    const filled = this.#isOfKeys ? this.keys : this.values;
    let count = 0;
    for (let slot = 0; slot < size; slot++) {
      met[count] = slot;
      count += Number(filled[slot] !== 0);
    }
    for (let place = 0; place < this.furtherCount; place++) if (furtherOwners[place] === 0) met[count++] = size + place;
    this.metCount = count;
  }

  /** Where rows were added up without looking at groups, because there is only one. */
  putInOneGroup(): void {
    for (let i = 0; i < this.metCount; i++) {
      this.groups[this.met[i]!] = 0;
      this.nexts[this.met[i]!] = NONE;
    }
  }

  /** Whether so many rows are of so few people that it is better to write down who is met. */
  areFew(rows: number): boolean {
    return rows < this.size / 16;
  }

  /** A slot of its own for an answer of nobody known. */
  newcomer(account: number): number {
    return this.#further(0, account);
  }

  /** The slot of an owner in a group, and whether there was none before; `ensure` has made room. */
  slotIn(group: number, owner: number, account: number): number {
    if ((this.#isOfKeys ? this.keys : this.values)[owner] === 0) {
      this.met[this.metCount++] = owner;
      this.groups[owner] = group;
      this.nexts[owner] = NONE;
      return owner;
    }
    if (this.groups[owner] === group) return owner;
    let slot = this.nexts[owner]!;
    while (slot !== 0 && this.groups[slot] !== group) slot = this.nexts[slot]!;
    if (slot !== 0) return slot;
    slot = this.#further(owner, account);
    this.groups[slot] = group;
    this.nexts[slot] = this.nexts[owner]!;
    this.nexts[owner] = slot;
    return slot;
  }

  /** The same for nobody known. */
  newcomerIn(group: number, account: number): number {
    const slot = this.#further(0, account);
    this.met[this.metCount++] = slot;
    this.groups[slot] = group;
    this.nexts[slot] = NONE;
    return slot;
  }

  #empty(values: Packed): void {
    if (!this.areFew(this.metCount)) return void values.fill(0);
    for (let i = 0; i < this.metCount; i++) values[this.met[i]!] = 0;
    values.fill(0, this.size, this.size + this.furtherCount);
  }

  #further(owner: number, account: number): number {
    const place = this.furtherCount++;
    this.furtherOwners[place] = owner;
    this.furtherAccounts[place] = account;
    return this.size + place;
  }
}

function withRoom(values: Uint32Array, length: number): Uint32Array {
  const longer = new Uint32Array(length);
  longer.set(values);
  return longer;
}
