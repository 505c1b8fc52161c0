import { instantText } from '../../../shared/calendar/instant.ts';
import { categoryOf } from '../../../shared/nps.ts';
import type { LineFormat } from './line-format.ts';

/** What `JSON.stringify` writes, in a third of the time: half of an export is writing its lines. */
export const NDJSON_LINES: LineFormat = {
  line: (of) =>
    `{"id":"${of.id}","survey_id":"${of.survey_id}","survey_version":${of.survey_version},"kind":"${of.kind}",` +
    `"score":${of.score},"category":"${categoryOf(of.score)}","comment":${quoted(of.comment)},` +
    `"contact_ok":${of.contact_ok},"channel":"${of.channel}","identity":"${of.identity}","locale":${of.locale},` +
    `"touchpoint":${of.touchpoint},"url_path":${quoted(of.url_path)},"respondent_id":${quoted(of.respondent_id)},` +
    `"account_id":${of.account_id},"traits":${of.traits},"responded_at":"${instantText(of.responded_at)}",` +
    `"changed_at":${of.changed_at === null ? 'null' : `"${instantText(of.changed_at)}"`},` +
    `"updated_at":"${instantText(of.updated_at)}","day":"${of.day}","tags":${of.tags},` +
    `"excluded":${of.excluded !== null},"exclusion_reason":${quoted(of.excluded)},"flags":${of.flags}}\n`,
  text: quoted,
  list: (texts) => JSON.stringify(texts),
  traits: (traits) => JSON.stringify(traits),
};

function quoted(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}
