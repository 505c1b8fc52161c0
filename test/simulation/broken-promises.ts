import { DAY_MS } from '../../shared/calendar/day.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import type { Asked, Story } from './simulate.ts';
import { FIRST_DAY, SAMPLE_PERCENT, WAVE_DAYS } from './surveys.ts';

export const WHOLE_WAVES = 8;
/** By colleagues and by other surveys. */
const MISSED_AT_MOST = 0.05;
const WEEKS = Math.floor(WAVE_DAYS / 7);

/** What went wrong, in words; nothing when every promise was kept. Knows the rules as the documentation says them, and none of the code. */
export function brokenPromises(story: Story, surveys: Survey[]): string[] {
  return [
    ...restsCutShort(story, surveys),
    ...crowdedAccounts(story, surveys),
    ...strangeSamples(story, surveys),
    ...unevenWaves(story),
    ...peopleMissed(story, surveys as [Survey, ...Survey[]]),
  ];
}

function restsCutShort({ asked, town }: Story, surveys: Survey[]): string[] {
  const broken: string[] = [];
  for (const asks of askedByPerson({ asked, town })) {
    asks.forEach((later, i) => {
      const { pressure } = surveys[later.survey]!;
      for (const earlier of asks.slice(0, i)) {
        const days = (later.visit.at - earlier.until) / DAY_MS;
        const tell = (what: string) => broken.push(`person ${later.visit.person} was asked ${days} days ${what}`);
        if (earlier.survey !== later.survey) {
          if (days < pressure.rest_after_other_survey_days) tell('after another survey');
        } else {
          if (days < pressure.rest_after_dismissal_days) tell('after the last time');
          if (earlier.how === 'answered' && days < pressure.rest_days!) tell('after an answer');
        }
      }
      if (later.survey === 0) {
        const inWave = asks.slice(0, i).filter((ask) => ask.survey === 0 && waveOf(ask) === waveOf(later));
        if (inWave.some(({ how }) => how === 'answered'))
          broken.push(`person ${later.visit.person} answered this wave before`);
        if (inWave.length >= pressure.displays_per_wave)
          broken.push(`person ${later.visit.person} was asked too often in a wave`);
      }
    });
  }
  return broken;
}

function askedByPerson({ asked, town }: Pick<Story, 'asked' | 'town'>): Asked[][] {
  const byPerson: Asked[][] = Array.from({ length: town.people }, () => []);
  for (const ask of asked) byPerson[ask.visit.person]!.push(ask);
  return byPerson;
}

function crowdedAccounts({ asked }: Story, surveys: Survey[]): string[] {
  const counts = new Map<string, number>();
  for (const { visit } of asked) {
    const key = `account ${visit.account} on day ${visit.day}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const cap = surveys[0]!.pressure.asks_per_account_per_day!;
  return [...counts].filter(([, count]) => count > cap).map(([key, count]) => `${key} was asked ${count} times`);
}

/** Of those who reached the touchpoint, a tenth was asked; whoever was not in the sample never was. */
function strangeSamples({ asked, reached }: Story, surveys: Survey[]): string[] {
  const place = surveys.findIndex(({ targeting }) => targeting.sample_percent !== undefined);
  const people = new Set(asked.filter(({ survey }) => survey === place).map(({ visit }) => visit.person));
  const percent = (100 * people.size) / reached[place]!.size;
  return Math.abs(percent - SAMPLE_PERCENT) <= 1
    ? []
    : [`the sample of ${SAMPLE_PERCENT} % asked ${percent} % of people`];
}

/** First asks of each person and wave: no week above twice the mean of the wave, in any wave. */
function unevenWaves(story: Story): string[] {
  return weeksOf(story).flatMap((weeks, wave) => {
    const mean = weeks.reduce((sum, count) => sum + count, 0) / weeks.length;
    return weeks
      .map((count, week) => ({ week, ratio: count / mean }))
      .filter(({ ratio }) => ratio > 2)
      .map(({ week, ratio }) => `week ${week} of wave ${wave} had ${ratio} times the mean`);
  });
}

/** By wave and week of the wave: how many people were asked for the first time in that wave. */
export function weeksOf({ asked }: Story): number[][] {
  const waves = Array.from({ length: WHOLE_WAVES }, () => Array<number>(WEEKS).fill(0));
  const seen = new Set<string>();
  for (const ask of asked) {
    const wave = waveOf(ask);
    const key = `${wave} ${ask.visit.person}`;
    if (ask.survey !== 0 || wave >= WHOLE_WAVES || seen.has(key)) continue;
    seen.add(key);
    const week = Math.floor((ask.visit.day - FIRST_DAY - wave * WAVE_DAYS) / 7);
    // The days beyond the last whole week belong to it.
    waves[wave]![Math.min(week, WEEKS - 1)]!++;
  }
  return waves;
}

/**
 * Everybody who came by in the last quarter of a wave, on a day when neither a rest nor a colleague stood against it, was asked in
 * that wave; and hardly anybody who came by at all was not.
 */
function peopleMissed({ asked, daysOf, town }: Story, [{ pressure }]: [Survey, ...Survey[]]): string[] {
  const met = new Set(asked.filter(({ survey }) => survey === 0).map((ask) => `${waveOf(ask)} ${ask.visit.person}`));
  const askedOf = askedByPerson({ asked, town });
  const busy = new Set(asked.map(({ visit }) => `${visit.account} ${visit.day}`));
  const broken: string[] = [];
  let [came, missed] = [0, 0];
  for (let wave = 0; wave < WHOLE_WAVES; wave++) {
    const end = FIRST_DAY + (wave + 1) * WAVE_DAYS;
    for (let person = 0; person < town.people; person++) {
      const late = daysOf[person]!.filter((day) => day >= end - WAVE_DAYS / 4 && day < end);
      if (late.length > 0) came++;
      if (late.length === 0 || met.has(`${wave} ${person}`)) continue;
      missed++;
      const isFree = (day: number) =>
        !busy.has(`${town.accountOf[person]} ${day}`) &&
        askedOf[person]!.every(({ survey, how, visit }) => {
          const others = survey === 0 ? pressure.rest_after_dismissal_days : pressure.rest_after_other_survey_days;
          const rest = survey === 0 && how === 'answered' ? pressure.rest_days! : others;
          return visit.day >= day || visit.day + rest < day;
        });
      if (late.some(isFree)) broken.push(`person ${person} was missed in wave ${wave}`);
    }
  }
  if (missed > came * MISSED_AT_MOST) broken.push(`${missed} of ${came} people were missed`);
  return broken;
}

function waveOf({ visit }: Asked): number {
  return Math.floor((visit.day - FIRST_DAY) / WAVE_DAYS);
}
