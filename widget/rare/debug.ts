import type { ConfigSurvey, DisplayVerdict } from '../../shared/contract/collector.ts';
import { DELAY, PATH, TOUCHPOINT, whyNotDue, type Page } from '../../shared/targeting.ts';
import type { Options } from '../loader/api.ts';
import { isOccupied } from '../loader/page.ts';
import type { Person } from '../loader/person.ts';
import { deviceHere } from './visit.ts';

/** What the last look found. */
export interface Seen {
  surveys: Map<string, { survey: ConfigSurvey; page: Page; unmet: string | undefined; restUntil: number | undefined }>;
  verdicts: Map<string, DisplayVerdict | undefined>;
  person?: Person | undefined;
}

const REASONS: Record<string, string> = {
  [TOUCHPOINT]: 'waits for a touchpoint',
  [PATH]: 'is not for this path',
  [DELAY]: 'waits for its delay',
  devices: 'is not for this device',
  min_width_px: 'is for wider windows',
  max_width_px: 'is for narrower windows',
  inline: 'waits for its place: no element is found by `target`',
  session_s: 'waits for a longer visit',
  scroll_percent: 'waits until more of the page was scrolled',
  idle_s: 'waits for a pause',
  exit_intent: 'waits until the pointer leaves the page',
};

/** Prints who would be asked, and for each survey why it shows or does not. */
export function explain(options: Options, seen: Seen, device: { isAllowed: boolean; anonymousId: string | undefined }) {
  const rows = Object.fromEntries(
    [...seen.surveys].map(([id, { survey }]) => [
      id,
      { verdict: verdictOn(id), version: survey.version, language: survey.locale, ...survey.targeting },
    ]),
  );

  function verdictOn(id: string): string {
    const { survey, page, unmet, restUntil } = seen.surveys.get(id)!;
    const answer = seen.verdicts.get(id);
    if (restUntil !== undefined && restUntil > performance.now()) {
      if (answer?.show === false) return `the collector said no: ${answer.because}`;
      return answer?.show ? 'was shown on this page' : 'was asked for on this page already';
    }
    const reason = unmet ?? whyNotDue(survey.targeting, page);
    if (reason) return REASONS[reason] ?? `${reason}`;
    return isOccupied() ? 'waits: a dialog is open, somebody writes, or the tab is hidden' : 'is due';
  }

  /* oxlint-disable no-console */
  console.group(`elleve ${options.project} at ${location.pathname}`);
  console.log('asks', seen.person ?? 'nobody known', '\non', deviceHere(), '\ndevice may remember', device);
  const ignored = [...seen.verdicts.values()].flatMap((verdict) => verdict?.ignored_traits ?? []);
  if (ignored.length > 0) console.log('ignored, as no such trait is declared', [...new Set(ignored)]);
  if (seen.surveys.size) console.table(rows);
  else console.log('No live survey, or the configuration has not come yet, or a survey stands: call it again later.');
  console.groupEnd();
  /* oxlint-enable no-console */
}
