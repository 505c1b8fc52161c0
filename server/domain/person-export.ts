import type { PersonExport } from '../../shared/contract/erasure.ts';
import type { Device } from '../../shared/contract/common.ts';
import type { KnownPerson } from '../storage/storage.ts';
import { responseAnswer } from './response-answer.ts';

/** What a person may ask to see. */
export function personExport(respondent_id: string, { displays, responses, ...told }: KnownPerson): PersonExport {
  return {
    respondent_id,
    ...told,
    displays: displays.map(({ displayed_at, device, ...display }) => ({
      ...display,
      device: device as Device | null,
      displayed_at: new Date(displayed_at).toISOString(),
    })),
    responses: responses.map(responseAnswer),
  };
}
