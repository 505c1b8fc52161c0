import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../server/cli/command.ts';
import { signingKeyCreate, signingKeyList, signingKeyRevoke } from '../../../server/cli/commands/signing-keys.ts';
import {
  eligibility,
  surveyChange,
  surveyCreate,
  surveyList,
  surveyPreview,
} from '../../../server/cli/commands/surveys.ts';
import { printEligibility, printSigningKey, printSurvey, printSurveys } from '../../../server/cli/print-asking.ts';
import { freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { read } from '../team.ts';

let elleve: Elleve;
let context: CommandContext;
let project: string;
beforeEach(async () => {
  elleve = await freshElleve();
  context = { storage: elleve.storage, now: () => elleve.clock.now };
  project = elleve.project_id;
});

describe('elleve survey', () => {
  it('makes a draft from a definition, changes it and moves it on, as the API does', async () => {
    const definition = { name: 'After support', kind: 'transactional', targeting: { touchpoints: ['ticket_closed'] } };
    const made = await surveyCreate(context, { project, definition });
    expect(await read(elleve, `/surveys/${made.id}`)).toEqual(made);
    expect(printSurvey(made)).toContain('\n  Note: It comes back or asks a sample');
    const change = { schedule: { wave_days: 90, even_spread: true }, pressure: { rest_days: 60 } };
    const changed = await surveyChange(context, { project, id: made.id, status: 'live', definition: change });
    expect(changed).toMatchObject({ status: 'live', schedule: { ...change.schedule, starts_on: '2026-03-10' } });
    expect(await read(elleve, `/surveys/${made.id}`)).toEqual(changed);
    const listed = await surveyList(context, { project });
    expect(listed.surveys.map(({ id }) => id)).toEqual([elleve.survey_id, made.id]);
    expect(printSurveys(listed)).toContain(`  ${made.id}  live      transactional, version 1: After support`);
  });

  it.each([
    [{}, 'must have required properties name'],
    [{ name: 7 }, '/name'],
    [{ name: 'x', colour: 'red' }, '/colour'],
    [{ name: 'x', targeting: { traits: { plan: { gt: 'many' } } } }, '/targeting/traits/plan/gt'],
    [{ name: 'x', schedule: { even_spread: true } }, '/schedule/even_spread'],
    ['not an object', 'the definition'],
  ])('names the field of %j that cannot be', async (definition, field) => {
    const before = await surveyList(context, { project });
    await expect(surveyCreate(context, { project, definition })).rejects.toThrow(field);
    expect(await surveyList(context, { project })).toEqual(before);
  });

  it('refuses a way that statuses do not go, and a survey that is none', async () => {
    const { survey_id: id } = elleve;
    await expect(surveyChange(context, { project, id, status: 'draft' })).rejects.toThrow('draft → live ⇄ paused');
    await expect(surveyChange(context, { project, id: 'srv_x', status: 'live' })).rejects.toThrow('elleve survey list');
  });

  it('makes a preview where a server can show it', async () => {
    const { survey_id: id } = elleve;
    await expect(surveyPreview(context, { project, id })).rejects.toThrow('start `elleve serve` first');
    const links = { secret: 'a secret that only this test knows', publicUrl: 'https://nps.example.com' };
    const { url } = await surveyPreview({ ...context, links }, { project, id, locale: 'da' });
    expect(url).toMatch(/^https:\/\/nps\.example\.com\/s\/preview\/elv_pk_.*\?locale=da$/);
  });
});

describe('elleve eligibility', () => {
  it('says what the API says, in lines for people', async () => {
    await respond(elleve, 'ada');
    const args = { project, survey: elleve.survey_id, respondent: 'ada' };
    const told = await eligibility(context, args);
    expect(told).toEqual(await read(elleve, `/eligibility?survey=${elleve.survey_id}&respondent=ada&explain=true`));
    const lines = printEligibility(told).split('\n');
    expect(lines[0]).toBe(`Would not be asked: resting_after_answer until ${told.retry_at}.`);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}asked_once +passes {2}\{/));
  });
});

describe('elleve signing-key', () => {
  it('makes, lists and revokes keys', async () => {
    const made = await signingKeyCreate(context, { project });
    expect(printSigningKey(made)).toContain(made.secret);
    expect(JSON.stringify(await signingKeyList(context, { project }))).not.toContain(made.secret);
    await signingKeyRevoke(context, { project, kid: made.kid });
    const { signing_keys } = await signingKeyList(context, { project });
    expect(signing_keys).toMatchObject([{ kid: made.kid, revoked_at: expect.any(String) }]);
    await expect(signingKeyRevoke(context, { project, kid: 'none' })).rejects.toThrow('elleve signing-key list');
  });
});
