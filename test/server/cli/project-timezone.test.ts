import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../server/cli/command.ts';
import { importCommand } from '../../../server/cli/commands/import.ts';
import { projectTimezone, type ProjectTimezoneArguments } from '../../../server/cli/commands/project-timezone.ts';
import { dateOfDay } from '../../../shared/calendar/day.ts';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { answerTo, claimOf } from '../../storage/operations.ts';
import { freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, read } from '../team.ts';

const ZONE = 'America/New_York';
/** Around midnight in Copenhagen and in New York, in winter, in summer and on the days when clocks change. */
const INSTANTS = [
  '2026-01-15T22:59:00Z',
  '2026-01-15T23:01:00Z',
  '2026-01-16T04:59:00Z',
  '2026-01-16T05:01:00Z',
  '2026-03-08T04:59:00Z',
  '2026-03-09T03:59:00Z',
  '2026-03-09T04:01:00Z',
  '2026-07-01T03:59:00Z',
  '2026-07-01T04:01:00Z',
  '2026-11-01T03:59:00Z',
  '2026-11-02T04:59:00Z',
  '2026-11-02T05:01:00Z',
];

let elleve: Elleve;
let context: CommandContext;
beforeEach(async () => {
  elleve = await freshElleve();
  context = { storage: elleve.storage, now: () => elleve.clock.now };
  for (const [place, instant] of INSTANTS.entries()) {
    elleve.clock.now = Date.parse(instant);
    await respond(elleve, `user-${place}`, { score: place % 11 });
  }
  elleve.clock.now = Date.parse('2026-11-20T12:00:00Z');
}, 60_000);

const change = (args: ProjectTimezoneArguments) => projectTimezone(context, { project: elleve.project_id, ...args });

function datesIn(zone: string): string[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  return INSTANTS.map((instant) => format.format(new Date(instant)));
}

/** Rows of an import, which go through the instants again and again. */
function rows(from: number, to: number): string {
  let text = '';
  for (let place = from; place < to; place++) {
    text += `${INSTANTS[place % INSTANTS.length]},${place % 11},imported-${place}\n`;
  }
  return text;
}

interface Day {
  label: string;
  response_count: number;
  display_count: number;
}

/** Dates with an answer, each as often as it has one, from the list and from the counts. */
async function datesAnswered(): Promise<{ listed: string[]; counted: string[] }> {
  const { data } = await read(elleve, '/responses?limit=100');
  const counted: string[] = [];
  for (const [since, until] of [
    ['2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-12-31'],
  ] as const) {
    const { data: days } = await read(elleve, `/metrics/series?bucket=day&since=${since}&until=${until}`);
    for (const { label, response_count, display_count } of days as Day[]) {
      expect(display_count).toBe(response_count);
      counted.push(...Array<string>(response_count).fill(label));
    }
  }
  return { listed: (data as { day: string }[]).map(({ day }) => day).toReversed(), counted };
}

describe('project timezone', () => {
  it('dates every answer and display anew, across clock changes, in lists and in counts', async () => {
    expect(await datesAnswered()).toEqual({
      listed: datesIn('Europe/Copenhagen'),
      counted: datesIn('Europe/Copenhagen'),
    });
    const moved = datesIn(ZONE).filter((date, place) => date !== datesIn('Europe/Copenhagen')[place]).length;
    expect(moved).toBeGreaterThan(4);
    expect(datesIn(ZONE)).not.toEqual(datesIn('Etc/GMT+5'));

    expect(await change({ time_zone: ZONE })).toEqual({
      project_id: elleve.project_id,
      time_zone: ZONE,
      fiscal_start_month: 1,
      response_count: moved,
      display_count: moved,
    });
    expect(await datesAnswered()).toEqual({ listed: datesIn(ZONE), counted: datesIn(ZONE) });
    expect(await read(elleve, '/metrics')).toMatchObject({ time_zone: ZONE, response_count: INSTANTS.length });
  });

  it('dates by the new zone what comes after', async () => {
    await change({ time_zone: 'Asia/Tokyo' });
    elleve.clock.now = Date.parse('2026-11-20T15:30:00Z');
    await respond(elleve, 'late');
    const { data } = await read(elleve, '/responses?limit=1');
    expect(data).toMatchObject([{ day: '2026-11-21' }]);
  });

  it('dates by the new zone what was on its way when the zone changed', async () => {
    const { storage } = elleve;
    const project = (await storage.findProjectByPublicKey(elleve.public_key))!;
    const survey = (await storage.findSurvey(project.id, elleve.survey_id))!;
    // The next day in Tokyo, not yet in Copenhagen.
    const now = Date.parse('2026-11-20T15:30:00Z');
    elleve.clock.now = now;
    const display = claimOf({ project, survey }, 'late', { now, time_zone: project.time_zone });
    const answer = answerTo(display, {
      responded_at: now,
      received_at: now,
      day: dayOfInstant(now, project.time_zone),
    });

    await change({ time_zone: 'Asia/Tokyo' });
    expect(await storage.claimDisplay(display)).toMatchObject({ outcome: 'shown' });
    expect(await storage.recordResponse(answer)).toBe('created');
    const { data } = await read(elleve, '/metrics/series?bucket=day&since=2026-11-20&until=2026-11-21');
    expect(data).toMatchObject([
      { label: '2026-11-20', response_count: 0, display_count: 0 },
      { label: '2026-11-21', response_count: 1, display_count: 1 },
    ]);
  });

  it('dates by the new zone all of an import that was under way when the zone changed', async () => {
    const changes: Promise<unknown>[] = [];
    async function* file(): AsyncGenerator<Uint8Array, void, void> {
      yield Buffer.from(`responded_at,score,respondent_id\n${rows(0, 3_000)}`);
      changes.push(change({ time_zone: ZONE }));
      yield Buffer.from(rows(3_000, 6_000));
      await changes[0];
      yield Buffer.from(rows(6_000, 9_000));
      changes.push(change({ time_zone: 'Asia/Tokyo' }));
      yield Buffer.from(rows(9_000, 12_000));
    }
    const project = elleve.project_id;
    expect(await importCommand(context, { project, survey: elleve.survey_id, format: 'csv' }, file())).toMatchObject({
      created_count: 12_000,
      refused_count: 0,
    });
    await Promise.all(changes);

    const expected = new Map<string, number>();
    for (const date of datesIn('Asia/Tokyo')) {
      // Once by the widget, and as often as its instant stands in the file.
      expected.set(date, (expected.get(date) ?? 0) + 1 + 12_000 / INSTANTS.length);
    }
    const counted = new Map<string, number>();
    const { data } = await read(elleve, '/metrics/series?bucket=day&since=2026-01-01&until=2026-12-31');
    for (const { label, response_count } of data as Day[]) if (response_count > 0) counted.set(label, response_count);
    expect(counted).toEqual(expected);
    // In the file as well as in memory.
    const dated = new Map<string, number>();
    for (const { day } of elleve.stored()['response'] as { day: number }[]) {
      dated.set(dateOfDay(day), (dated.get(dateOfDay(day)) ?? 0) + 1);
    }
    expect(dated).toEqual(expected);
  });

  it('is written down, and followed by whoever follows changes', async () => {
    const before = new Date(elleve.clock.now).toISOString();
    const { response_count } = await change({ time_zone: ZONE, fiscal_start: '7' });
    const { data } = await read(elleve, '/audit?limit=1');
    expect(data).toEqual([
      {
        number: 1,
        at: before,
        actor: 'cli',
        action: 'calendar_changed',
        subject: elleve.project_id,
        details: {
          time_zone_before: 'Europe/Copenhagen',
          time_zone: ZONE,
          fiscal_start_month: '7',
          responses_dated_anew: String(response_count),
        },
      },
    ]);
    const changed = await read(elleve, `/responses?updated_since=${before}&limit=100`);
    expect(changed['data']).toHaveLength(response_count);
    expect(await read(elleve, '/project')).toMatchObject({ time_zone: ZONE, fiscal_start_month: 7 });
  });

  it('changes nothing twice, and nothing of another project', async () => {
    const other = { ...elleve, ...(await elleve.newProject()) };
    elleve.clock.now = Date.parse('2026-07-01T03:59:00Z');
    await respond(other, 'somebody');
    await change({ time_zone: ZONE });
    expect(await change({ time_zone: ZONE })).toMatchObject({ response_count: 0, display_count: 0 });
    expect((await read(other, '/responses'))['data']).toMatchObject([{ day: '2026-07-01' }]);
    expect(await read(other, '/project')).toMatchObject({ time_zone: 'Europe/Copenhagen' });
  });

  it('is the only way once there are answers', async () => {
    const { status, body } = await call(elleve, 'PATCH', '/project', { body: { time_zone: ZONE } });
    expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'zone_in_use' });
    expect(body['detail']).toContain('elleve project timezone');
  });

  it.each([
    [{}, 'Name a zone'],
    [{ time_zone: 'Mars/Olympus' }, 'Name a zone'],
    [{ time_zone: '+02:00' }, 'Name a zone'],
    [{ time_zone: ZONE, fiscal_start: '13' }, '--fiscal-start must be a month, 1 to 12.'],
    [{ time_zone: ZONE, fiscal_start: '1.5' }, '--fiscal-start must be a month, 1 to 12.'],
    [{ time_zone: ZONE, project: 'prj_nothing' }, '--project names no project'],
  ])('refuses %j and changes nothing', async (args, sentence) => {
    const before = elleve.stored();
    await expect(change(args)).rejects.toThrow(sentence);
    expect(elleve.stored()).toEqual(before);
  });
});
