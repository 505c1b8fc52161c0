import { instantText } from '../../../shared/calendar/instant.ts';
import { categoryOf } from '../../../shared/nps.ts';
import { csvCell, csvRecord } from './csv.ts';
import type { LineFormat } from './line-format.ts';

const COLUMNS = [
  'id',
  'responded_at',
  'day',
  'survey_id',
  'survey_version',
  'kind',
  'score',
  'category',
  'comment',
  'contact_ok',
  'channel',
  'identity',
  'locale',
  'touchpoint',
  'url_path',
  'respondent_id',
  'account_id',
  'changed_at',
  'updated_at',
  'excluded',
  'exclusion_reason',
  'flags',
  'tags',
];

/** `traits` are the keys of the declared ones. */
export function csvHead(traits: string[]): string {
  return csvRecord([...COLUMNS, ...traits.map((key) => `trait.${key}`)]);
}

/** In the order of the head. */
export function csvLines(traits: string[]): LineFormat {
  return {
    line: (of) =>
      `${of.id},${instantText(of.responded_at)},${of.day},${of.survey_id},${of.survey_version},${of.kind},${of.score},` +
      `${categoryOf(of.score)},${csvCell(of.comment)},${of.contact_ok ?? ''},${of.channel},${of.identity},${of.locale},` +
      `${of.touchpoint},${csvCell(of.url_path)},${csvCell(of.respondent_id)},${of.account_id},` +
      `${of.changed_at === null ? '' : instantText(of.changed_at)},${instantText(of.updated_at)},` +
      `${of.excluded !== null},${csvCell(of.excluded)},${of.flags},${of.tags}${of.traits}\r\n`,
    text: csvCell,
    list: (texts) => csvCell(texts.join('; ')),
    traits: (of) => traits.map((key) => `,${csvCell(of[key] ?? null)}`).join(''),
  };
}
