import type { AnswerDelay, ResponseFilter } from '../../storage.ts';
import type { LatestRows, PlacedRow } from './latest-rows.ts';
import { orderOf } from './response-order.ts';
import { walkOf, type ResponseWalk } from './response-walk.ts';

const DELAYS = {
  columns: 'response.project_id, response_id, display_id, responded_at, score, respondent_id',
  told: `
    select page.response_id, page.responded_at, page.score, coalesce(page.respondent_id, 0) as respondent,
      page.responded_at - display.displayed_at as delay_ms
    from page
    join display using (project_id, display_id)`,
};

/** How long after its display each of the latest answers came. */
export function answerDelays({ candidatesOf }: ResponseWalk, latest: LatestRows) {
  return async (filter: ResponseFilter, limit: number): Promise<AnswerDelay[]> => {
    const displayed = { condition: { sql: 'display_id is not null', values: [] } };
    const candidates = { ...candidatesOf(filter), ...displayed };
    const rows = await latest<AnswerDelay & PlacedRow>(
      filter,
      walkOf(filter, orderOf(filter, { order: 'newest' }), candidates, DELAYS),
      undefined,
      limit,
    );
    return rows.map(({ score, respondent, delay_ms }) => ({ score, respondent, delay_ms }));
  };
}
