import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { WORD } from '../row-columns.ts';
import type { Rows } from './matching-rows.ts';

/** Rows in a row add to different counters: to add to one that was just written is to wait for it. */
const LANES = 4;

/** Rows by mark, a few counters for each. */
export class MarkCounts {
  readonly #lanes = new Uint32Array(LANES * MARKS);

  count({ columns }: Chunk, { places, from, to }: Rows): void {
    const words = columns[WORD]!;
    const lanes = this.#lanes;
    for (let i = from; i < to; i++) {
      lanes[(i & (LANES - 1)) * MARKS + (words[places[i]!]! & (MARKS - 1))]! += 1;
    }
  }

  get marks(): Uint32Array {
    const lanes = this.#lanes;
    return Uint32Array.from({ length: MARKS }, (_, mark) => {
      let rows = 0;
      for (let lane = mark; lane < lanes.length; lane += MARKS) rows += lanes[lane]!;
      return rows;
    });
  }
}
