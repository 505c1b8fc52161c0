import { hash } from 'node:crypto';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { LOCALE, TOUCHPOINT, UUID_V7 } from '../../../shared/contract/common.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { ImportedResponse, Project, StoredSurvey } from '../../storage/storage.ts';
import { keptComment } from '../kept-comment.ts';
import { isMalformed, isPlain, readableText } from '../text.ts';
import type { GivenRow } from './given-row.ts';
import { instantOf } from './read-instant.ts';
import { traitReader } from './read-traits.ts';
import { RowRefusal } from './row-refusal.ts';

/** What rows are read against. */
export interface ImportSetting {
  project: Project;
  /** By public id. */
  surveys: ReadonlyMap<string, StoredSurvey>;
  /** Of rows that name none. */
  survey: StoredSurvey | undefined;
  traits: Trait[];
  now: number;
}

const NONE = Buffer.alloc(0);
const UUID = new RegExp(UUID_V7);
const LOCALE_FORM = new RegExp(LOCALE);
const TOUCHPOINT_FORM = new RegExp(TOUCHPOINT);

/** Reads rows of one import, in their order. Throws `RowRefusal`. */
export function rowReader(setting: ImportSetting): (row: GivenRow) => ImportedResponse {
  const { project, now } = setting;
  const readTraits = traitReader(setting.traits);
  const project_id = JSON.stringify(project.public_id);
  const alike = new Map<string, number>();

  return (row) => {
    if (row.tooMany) throw new RowRefusal('has more cells than the first line has names');
    const { survey, version } = surveyOf(row, setting);
    const respondedAt = instantOf(row.responded_at, project.time_zone, now);
    const [traits, traitText] = readTraits(row.traits);
    const respondent = textOf(row, 'respondent_id', LIMITS.idCodePoints);
    const comment = textOf(row, 'comment', LIMITS.commentCodePoints);
    // Filled in below: to spread it into another object was two thirds of what this function took.
    const answer: ImportedResponse = {
      response_id: NONE,
      original: NONE,
      survey: survey.internal_id,
      survey_version: version,
      score: scoreOf(row.score),
      comment: comment === null ? null : keptComment(project, comment),
      contact_ok: contactOf(row.contact_ok),
      respondent,
      account: textOf(row, 'account_id', LIMITS.idCodePoints),
      traits,
      locale: formOf(row, 'locale', LOCALE_FORM, 35),
      touchpoint: formOf(row, 'touchpoint', TOUCHPOINT_FORM, LIMITS.touchpointCodePoints),
      url_path: textOf(row, 'url_path', LIMITS.urlPathCodePoints),
      responded_at: respondedAt,
      day: dayOfInstant(respondedAt, project.time_zone),
    };
    const digest = hash('sha256', textOfAnswer(project_id, answer, traitText), 'hex');
    answer.response_id = idOf(row.id, respondedAt, digest, alike);
    answer.original = Buffer.from(digest.slice(0, 16), 'hex');
    return answer;
  };
}

/**
 * What `JSON.stringify([project, answer])` makes of it, by hand: ids follow from it, and an id never changes. So no field may
 * be added here, nor change its place.
 */
function textOfAnswer(project: string, of: Omit<ImportedResponse, 'response_id' | 'original'>, traits: string): string {
  return (
    `[${project},{"survey":${of.survey},"survey_version":${of.survey_version},"score":${of.score},` +
    `"comment":${quoted(of.comment)},"contact_ok":${of.contact_ok},"respondent":${quoted(of.respondent)},` +
    `"account":${quoted(of.account)},"traits":${traits},"locale":${quoted(of.locale)},"touchpoint":${quoted(of.touchpoint)},` +
    `"url_path":${quoted(of.url_path)},"responded_at":${of.responded_at},"day":${of.day}}]`
  );
}

function quoted(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}

/**
 * Its own, or one that follows from what it says: the same file again brings the same ids. Of rows that say the same, each is an answer.
 */
function idOf(given: unknown, respondedAt: number, digest: string, alike: Map<string, number>): Buffer {
  if (given !== undefined && given !== null) {
    if (typeof given !== 'string' || !UUID.test(given)) throw new RowRefusal('id is not a UUID of version 7');
    return Buffer.from(given.replaceAll('-', ''), 'hex');
  }
  const content = digest.slice(0, 24);
  const before = alike.get(content) ?? 0;
  alike.set(content, before + 1);
  const its = before === 0 ? digest : digestOfAlike(before, content);
  const time = respondedAt.toString(16).padStart(12, '0');
  return Buffer.from(`${time}7${its.slice(0, 3)}8${its.slice(3, 18)}`, 'hex');
}

function digestOfAlike(before: number, content: string): string {
  return hash('sha256', `${before} ${Buffer.from(content, 'hex').toString('latin1')}`, 'hex');
}

function surveyOf({ survey_id, survey_version }: GivenRow, { surveys, survey: usual }: ImportSetting) {
  const survey = survey_id === undefined || survey_id === null ? usual : surveys.get(survey_id as string);
  if (!survey) {
    throw new RowRefusal(
      survey_id === undefined ? 'survey_id is missing' : 'survey_id names no survey of this project',
    );
  }
  const newest = survey.survey.version;
  const version = survey_version ?? newest;
  if (!Number.isInteger(version) || (version as number) < 1 || (version as number) > newest) {
    throw new RowRefusal('survey_version is none of that survey');
  }
  return { survey, version: version as number };
}

function scoreOf(given: unknown): number {
  if (given === undefined || given === null) throw new RowRefusal('score is missing');
  if (!Number.isInteger(given) || (given as number) < 0 || (given as number) > 10) {
    throw new RowRefusal('score is not a whole number from 0 to 10');
  }
  return given as number;
}

function contactOf(given: unknown): boolean | null {
  if (given === undefined || given === null) return null;
  if (typeof given !== 'boolean') throw new RowRefusal('contact_ok is neither true nor false');
  return given;
}

function textOf(row: GivenRow, field: 'comment' | 'respondent_id' | 'account_id' | 'url_path', longest: number) {
  const given = row[field];
  if (given === undefined || given === null || given === '') return null;
  if (typeof given !== 'string') throw new RowRefusal(`${field} is no text`);
  if (given.length <= longest && isPlain(given)) return given;
  if (isMalformed(given)) throw new RowRefusal(`${field} is no text`);
  // Code points are at most as many as UTF-16 units: most texts need no counting.
  if (given.length > longest && Array.from(given).length > longest) {
    throw new RowRefusal(`${field} is longer than ${longest} characters`);
  }
  return readableText(given);
}

function formOf(row: GivenRow, field: 'locale' | 'touchpoint', form: RegExp, longest: number): string | null {
  const given = row[field];
  if (given === undefined || given === null) return null;
  if (typeof given !== 'string' || given.length > longest || !form.test(given)) {
    throw new RowRefusal(`${field} does not have the required form`);
  }
  return given;
}
