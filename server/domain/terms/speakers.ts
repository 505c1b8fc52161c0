import { categoryOf } from '../../../shared/nps.ts';
import type { NamedAnswers } from '../../storage/storage.ts';
import { NET } from '../reporting/clusters.ts';

export const NET_OF_SCORE = Int8Array.from({ length: 11 }, (_, score) => NET[categoryOf(score)]);

/**
 * Who gave some answers, in plain columns: a term is compared with all others, and there may be thousands of answers and hundreds of
 * terms. Everybody has a small number; somebody whom nobody knows is somebody else each time.
 */
export class Speakers {
  readonly answers: NamedAnswers;
  /** By the answer's place: whose it is, and what it adds to the score. */
  readonly people: Uint32Array;
  readonly nets: Int8Array;
  /** By number: the respondent's id, 0 where nobody is known. */
  readonly respondents: Uint32Array;

  constructor(answers: NamedAnswers) {
    this.answers = answers;
    const { people, respondents } = numbered(answers.respondents);
    this.people = people;
    this.respondents = respondents;
    this.nets = new Int8Array(answers.scores.length);
    for (let place = 0; place < this.nets.length; place++) this.nets[place] = NET_OF_SCORE[answers.scores[place]!]!;
  }

  get count(): number {
    return this.respondents.length;
  }
}

/** Numbers people from 0, in the order in which they come. A map takes three times as long as this table. */
function numbered(ids: Uint32Array): Pick<Speakers, 'people' | 'respondents'> {
  const people = new Uint32Array(ids.length);
  const respondents = new Uint32Array(ids.length);
  const bits = 33 - Math.clz32(ids.length + 1);
  // One more than the number; 0 is free. Half of the places are, at least.
  const table = new Uint32Array(2 ** bits);
  let count = 0;
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place]!;
    if (id === 0) {
      people[place] = count++;
      continue;
    }
    let at = Math.imul(id, SCATTER) >>> (32 - bits);
    while (table[at] !== 0 && respondents[table[at]! - 1] !== id) at = (at + 1) % table.length;
    if (table[at] === 0) {
      respondents[count++] = id;
      table[at] = count;
    }
    people[place] = table[at]! - 1;
  }
  return { people, respondents: respondents.subarray(0, count) };
}

/** 2³² over the golden ratio: ids that follow each other come to stand far apart. */
const SCATTER = 0x9e3779b1;

/** By a person's number: how many answers, and what they add up to. */
export class Said {
  readonly answers: Uint32Array;
  readonly nets: Int32Array;

  constructor(people: number) {
    this.answers = new Uint32Array(people);
    this.nets = new Int32Array(people);
  }

  static all({ people, nets, count }: Speakers): Said {
    const said = new Said(count);
    for (let place = 0; place < people.length; place++) said.add(people[place]!, nets[place]!);
    return said;
  }

  add(person: number, net: number): void {
    this.answers[person]! += 1;
    this.nets[person]! += net;
  }
}
