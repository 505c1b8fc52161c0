import { categoryOf } from '../../../shared/nps.ts';
import type { ScoredAnswer } from '../../storage/storage.ts';
import { NET } from '../reporting/clusters.ts';

/**
 * Who gave some answers, in plain columns: a term is compared with all others, and there may be thousands of answers and hundreds of
 * terms. Everybody has a small number; somebody whom nobody knows is somebody else each time.
 */
export class Speakers {
  readonly answers: readonly ScoredAnswer[];
  /** By the answer's place: whose it is, of which account (0 for none), and what it adds to the score. */
  readonly people: Uint32Array;
  readonly accounts: Uint32Array;
  readonly nets: Int8Array;
  /** By number: the respondent's id, 0 where nobody is known. */
  readonly respondents: number[] = [];
  readonly accountCount: number;

  constructor(answers: readonly ScoredAnswer[]) {
    this.answers = answers;
    this.people = new Uint32Array(answers.length);
    this.accounts = new Uint32Array(answers.length);
    this.nets = Int8Array.from(answers, ({ score }) => NET[categoryOf(score)]);
    const numbers = new Map<number, number>();
    const accounts = new Map<number, number>([[0, 0]]);
    answers.forEach(({ respondent, account }, place) => {
      let person = respondent === 0 ? undefined : numbers.get(respondent);
      if (person === undefined) {
        person = this.respondents.push(respondent) - 1;
        if (respondent !== 0) numbers.set(respondent, person);
      }
      let number = accounts.get(account);
      if (number === undefined) accounts.set(account, (number = accounts.size));
      this.people[place] = person;
      this.accounts[place] = number;
    });
    this.accountCount = accounts.size;
  }

  get count(): number {
    return this.respondents.length;
  }
}

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
    people.forEach((person, place) => said.add(person, nets[place]!));
    return said;
  }

  add(person: number, net: number): void {
    this.answers[person]! += 1;
    this.nets[person]! += net;
  }
}
