import type { SharedPeople } from '../../../../shared/statistics/shared-people.ts';
import type { AnswerCount, DisplayGroup } from '../../storage.ts';
import { AccountMemory } from './account-memory.ts';
import { AccountMoments } from './account-moments.ts';
import type { Change } from './change-capture.ts';
import { PLACE, type CountedAnswer, type CountedDisplay, type CountedTag } from './counted-rows.ts';
import { DayStamps } from './day-stamps.ts';
import { DecisionMemory } from './decision-memory.ts';
import { FirstDayMemory } from './first-day-memory.ts';
import { KnownPeople } from './known-people.ts';
import type { Members } from './members.ts';
import { NARROW, WIDE } from './people/packed.ts';
import { Slots } from './people/slots.ts';
import { RangeMemory } from './range-memory.ts';
import type { RowGroups } from './row-groups.ts';
import { SurveyColumns } from './survey-columns.ts';
import type { SurveyRows } from './survey-rows.ts';
import { TraitColumns } from './trait-columns.ts';
import { TupleDictionary } from './tuple-dictionary.ts';

/** The index no longer agrees with the file. */
class IndexDiverged extends Error {
  override readonly name = 'IndexDiverged';
}

/** What is counted of one project. The columns hold no ids of answers: rows that equal each other stand for each other. */
export class ProjectIndex {
  /** Every different `Setting`; a row names its own by number. */
  readonly settings = new TupleDictionary(Object.keys(PLACE).length);
  readonly traits = new TraitColumns();
  readonly members = new DecisionMemory<Members>();
  readonly rowGroups = new DecisionMemory<RowGroups>();
  /** The greatest ids of people who have answered, and of accounts. */
  lastRespondent = 0;
  lastAccount = 0;
  /** Those who answered for more than one account, or once for one and once for none. */
  readonly movedRespondents = new Set<number>();
  readonly answersIn: RangeMemory<AnswerCount>;
  readonly sharedIn: RangeMemory<SharedPeople>;
  readonly displaysIn: RangeMemory<DisplayGroup>;
  readonly firstDays: FirstDayMemory;
  readonly people = new KnownPeople();
  /** When somebody of each account last answered, and was last asked, whichever survey it was. */
  readonly anywhere = { answered: new AccountMoments(), asked: new AccountMoments() };
  readonly #stamps = { answers: new DayStamps(), displays: new DayStamps() };
  readonly #slots = { people: new Map<0 | 1, Slots>(), companies: new Map<0 | 1, Slots>() };
  /** Room for so many ids. */
  #room = { people: 0, companies: 0, packing: NARROW };
  readonly #surveys = new Map<number, SurveyColumns>();
  readonly #accounts = new AccountMemory(this.#surveys);

  constructor() {
    this.answersIn = new RangeMemory(this.#stamps.answers);
    this.sharedIn = new RangeMemory(this.#stamps.answers);
    this.displaysIn = new RangeMemory(this.#stamps.displays);
    this.firstDays = new FirstDayMemory([this.#stamps.answers, this.#stamps.displays]);
  }

  /** Throws `IndexDiverged` when a row to take away is not there. */
  apply(change: Change): void {
    if (change.answer) this.countAnswer(change.sign, change.answer, true);
    else if (change.tag) this.countTag(change.sign, change.tag);
    else this.countDisplay(change.sign, change.display, true);
  }

  /** `isNews` is false while the file is read. */
  countAnswer(sign: 1 | -1, answer: CountedAnswer, isNews = false): void {
    const columns = this.#columnsOf(answer.survey);
    this.#stamps.answers.note(answer.day);
    this.#accounts.forget(answer.account);
    this.lastRespondent = Math.max(this.lastRespondent, answer.respondent);
    this.lastAccount = Math.max(this.lastAccount, answer.account);
    const isAsBefore = this.people.note(sign, answer.respondent, answer.account);
    if (!isAsBefore) this.movedRespondents.add(answer.respondent);
    this.anywhere.answered.follow(sign, answer.account, answer.respondedAt, isNews);
    const setting = this.settings.intern(answer.setting);
    if (!columns.countAnswer(sign, answer, setting, isNews)) throw new IndexDiverged('No such answer.');
  }

  countDisplay(sign: 1 | -1, display: CountedDisplay, isNews = false): void {
    const columns = this.#columnsOf(display.survey);
    this.#stamps.displays.note(display.day);
    this.#accounts.forget(display.account);
    this.lastAccount = Math.max(this.lastAccount, display.account);
    this.anywhere.asked.follow(sign, display.account, display.displayedAt, isNews);
    const setting = this.settings.intern(display.setting);
    if (!columns.countDisplay(sign, display, setting, isNews)) throw new IndexDiverged('No such display.');
  }

  countTag(sign: 1 | -1, tag: CountedTag): void {
    this.#accounts.forget(tag.account);
    const setting = this.settings.intern(tag.setting);
    if (!this.#columnsOf(tag.survey).countTag(sign, tag, setting)) throw new IndexDiverged('No such tag.');
  }

  /** Every survey that somebody was asked. */
  get surveyIds(): number[] {
    return [...this.#surveys.keys()];
  }

  /** The columns of those surveys, in their order; empty ones for a survey that nobody was asked. */
  columns(ids: number[]): SurveyColumns[] {
    return ids.map((id) => this.#surveys.get(id) ?? NOTHING);
  }

  /** The same, or what of them is of one account. */
  surveys(ids: number[], account?: number): SurveyRows[] {
    return account === undefined ? this.columns(ids) : ids.map((id) => this.#accounts.of(account, id) ?? NOTHING);
  }

  /**
   * Where people are added up, or companies and then everybody without one: for one question at a time, with two sides where ranges are
   * compared.
   */
  slots(of: 'people' | 'companies', side: 0 | 1): Slots {
    const { people, companies } = this.#room;
    const { packing } = this.people;
    if (people <= this.lastRespondent || companies <= this.lastAccount || packing !== this.#room.packing) {
      // Room for some who come later. Both sides give the same place to the same person.
      this.#room = {
        people: Math.ceil(this.lastRespondent * 1.1) + 1,
        companies: Math.ceil(this.lastAccount * 1.1) + 1,
        packing,
      };
      this.#slots.people.clear();
      this.#slots.companies.clear();
    }
    const size = this.#room.people + (of === 'companies' ? this.#room.companies : 0);
    const slots = this.#slots[of].get(side) ?? new Slots(size, of === 'people' ? packing : WIDE);
    this.#slots[of].set(side, slots);
    return slots;
  }

  compact(): void {
    for (const columns of this.#surveys.values()) columns.compact();
  }

  #columnsOf(survey: number): SurveyColumns {
    const columns = this.#surveys.get(survey) ?? new SurveyColumns();
    this.#surveys.set(survey, columns);
    return columns;
  }
}

const NOTHING = new SurveyColumns();
