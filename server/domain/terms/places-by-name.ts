import type { NamedAnswers } from '../../storage/storage.ts';

/** The places of the answers that share a word or a tag, those of one person with the latest first. */
interface Named {
  name: string;
  places: Uint32Array;
}

/** Those that `fewest` answers share at least, the most common first; as they are asked for. */
export function* placesByName({ starts, names, texts }: NamedAnswers, fewest: number): Iterable<Named> {
  const counts = countsOf({ names, texts });
  const common = [...counts.keys()]
    .filter((name) => counts[name]! >= fewest)
    .sort((a, b) => counts[b]! - counts[a]! || (texts[a]! < texts[b]! ? -1 : 1));

  // All lists stand one after another.
  const ends = new Uint32Array(texts.length).fill(NOWHERE);
  let end = 0;
  for (const name of common) {
    ends[name] = end;
    end += counts[name]!;
  }
  const places = new Uint32Array(end);
  for (let place = 0; place < starts.length - 1; place++) {
    const after = starts[place + 1]!;
    for (let i = starts[place]!; i < after; i++) {
      const name = names[i]!;
      if (ends[name] !== NOWHERE) places[ends[name]!++] = place;
    }
  }
  for (const name of common) {
    yield { name: texts[name]!, places: places.subarray(ends[name]! - counts[name]!, ends[name]) };
  }
}

const NOWHERE = 0xffffffff;

/** Whether `fewest` answers share anything at all. */
export function areAnyCommon(answers: NamedAnswers, fewest: number): boolean {
  return countsOf(answers).some((count) => count >= fewest);
}

/** By name. */
function countsOf({ names, texts }: Pick<NamedAnswers, 'names' | 'texts'>): Uint32Array {
  const counts = new Uint32Array(texts.length);
  for (let i = 0; i < names.length; i++) counts[names[i]!]! += 1;
  return counts;
}
