import { clockIn, type Clock } from '../../shared/calendar/clock.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import { mayAsk } from '../../shared/eligibility.ts';
import type { Ask } from '../../shared/eligibility/ask.ts';
import { afterAnswer, afterDismissal, afterDisplay, type PersonMemory } from '../../shared/eligibility/memory.ts';
import type { Engine } from './simulate.ts';

export type Decide = (ask: Ask) => boolean;

/** The rules of `shared/eligibility.ts` over plain maps: all that the server does, but for the disk. `decide` may hold a planted bug. */
export function rulesEngine(surveys: Survey[], zone: string, decide: Decide = (ask) => mayAsk(ask).ask): Engine {
  const memories = new Map<number, PersonMemory>();
  const accounts = new Map<number, { day: number; count: number }>();
  let clock: Clock | undefined;

  return {
    claim(number, visit) {
      clock = clock?.now === visit.at ? clock : clockIn(zone, visit.at);
      const memory = memories.get(visit.person) ?? {};
      const account = accounts.get(visit.account);
      const askedToday = account?.day === clock.today ? account.count : 0;
      const survey = surveys[number]!;
      const isShown = decide({
        survey,
        surveyNumber: number,
        answers: 0,
        person: { id: `user-${visit.person}`, anonymous: false, startedOn: null, optedOut: false, memory },
        account: { id: `account-${visit.account}`, startedOn: null, askedToday },
        traits: {},
        locale: undefined,
        clock,
      });
      if (!isShown) return false;
      memories.set(visit.person, afterDisplay(memory, number, survey, clock));
      accounts.set(visit.account, { day: clock.today, count: askedToday + 1 });
      return true;
    },

    end(number, visit, how, at) {
      const memory = memories.get(visit.person)!;
      memories.set(
        visit.person,
        how === 'answered' ? afterAnswer(memory, number, visit.at, at) : afterDismissal(memory, number, at),
      );
    },
  };
}
