import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM, QUIET } from '../chromium.ts';
import { summary, type Measured } from '../measure.ts';
import { peersFolder } from './peers.ts';
import { ratioOfMedians, type Ratio } from './ratio.ts';
import { startSite, type Site } from './site.ts';
import { subjects, type Mode, type Subject } from './subjects.ts';
import { SPEEDS, visit, type Speed, type Visit } from './visit.ts';

/** What one subject costs a page that somebody is asked on, or that nobody is; times in milliseconds. */
export interface Cost {
  script_bytes: number;
  requests: number;
  /** Processor time on a processor slowed four times, and on the whole one. */
  script_ms: Measured;
  script_ms_at_full_speed: Measured | null;
  long_tasks: number;
  layout_shift: number;
}

export interface WidgetLine {
  name: string;
  idle: Cost | null;
  shown: Cost | null;
  click_to_paint_ms: Measured | null;
}

export interface WidgetReport {
  rounds: number;
  browser: string;
  lines: WidgetLine[];
  /** Ours over the bare fixture of the same rounds. */
  ratios: Record<'script_shown' | 'script_idle', Record<Speed, Ratio>> & { click_to_paint: Ratio };
}

type Visits = Record<Mode, Record<Speed, Visit[]>>;

/** Peers cost ten times as much and are far away: a few visits tell enough. */
const ROUNDS_OF_PEERS = 4;

/**
 * Rounds go around all subjects, to and fro, so that neither a slow moment of the machine nor what stands before it falls on one of
 * them. The first round warms up and is dropped.
 */
export async function benchWidget(rounds: number): Promise<WidgetReport> {
  if (!existsSync(CHROMIUM)) throw new Error(`No Chromium at ${CHROMIUM}: install it, or set CHROMIUM to its path.`);
  const all = await subjects(peersFolder());
  const sites = await Promise.all(all.map(startSite));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const seen = all.map(noVisits);
  try {
    for (let round = 0; round <= rounds; round++) {
      const turns = all.map((subject, i) => ({
        subject,
        site: sites[i]!,
        visits: round === 0 ? noVisits() : seen[i]!,
      }));
      if (round % 2) turns.reverse();
      for (const turn of turns) if (turn.subject.isCompared || round <= ROUNDS_OF_PEERS) await takeTurn(browser, turn);
    }
    const [ours, fixture] = [seen[0]!, seen[1]!];
    return {
      rounds,
      browser: browser.version(),
      lines: all.map(({ name }, i) => lineOf(name, seen[i]!)),
      ratios: ratiosOf(ours, fixture),
    };
  } finally {
    await browser.close();
    for (const site of sites) await site.close();
  }
}

function noVisits(): Visits {
  return { idle: { full: [], slowed: [] }, shown: { full: [], slowed: [] } };
}

async function takeTurn(browser: Browser, { subject, site, visits }: { subject: Subject; site: Site; visits: Visits }) {
  for (const speed of SPEEDS) {
    if (speed === 'full' && !subject.isCompared) continue;
    for (const mode of subject.modes) visits[mode][speed].push(await visit(browser, subject, site, mode, speed));
  }
}

function lineOf(name: string, { idle, shown }: Visits): WidgetLine {
  const clicks = clicksOf(shown.slowed);
  return {
    name,
    idle: costOf(idle),
    shown: costOf(shown),
    click_to_paint_ms: clicks.length > 0 ? summary('', clicks) : null,
  };
}

function costOf({ slowed, full }: Visits[Mode]): Cost | null {
  const [first] = slowed;
  if (!first) return null;
  return {
    script_bytes: first.scriptBytes,
    requests: first.requests,
    script_ms: summary('', scriptsOf(slowed)),
    script_ms_at_full_speed: full.length > 0 ? summary('', scriptsOf(full)) : null,
    long_tasks: summary(
      '',
      slowed.map(({ longTasks }) => longTasks),
    ).median,
    layout_shift: Math.max(...slowed.map(({ shift }) => shift)),
  };
}

function ratiosOf(ours: Visits, fixture: Visits): WidgetReport['ratios'] {
  const over = (mode: Mode, speed: Speed) =>
    ratioOfMedians(scriptsOf(ours[mode][speed]), scriptsOf(fixture.shown[speed]));
  return {
    script_shown: { full: over('shown', 'full'), slowed: over('shown', 'slowed') },
    script_idle: { full: over('idle', 'full'), slowed: over('idle', 'slowed') },
    click_to_paint: ratioOfMedians(clicksOf(ours.shown.slowed), clicksOf(fixture.shown.slowed)),
  };
}

function scriptsOf(visits: Visit[]): number[] {
  return visits.map(({ script }) => script);
}

function clicksOf(visits: Visit[]): number[] {
  return visits.flatMap(({ click }) => click ?? []);
}
