import type { Check } from './check.ts';

const COUNTED = `(
  select count(*)
  from response
  where response.project_id = survey_quota.project_id
    and response.survey_id = survey_quota.survey_id
    and excluded is null
)`;

export const QUOTAS: Check = {
  what: 'quotas count other answers than there are',
  find: (db) =>
    db
      .prepare<[], string>(
        `select 'survey ' || survey_id || ' of project ' || project_id || ': ' || answers || ' instead of ' || counted
         from (select project_id, survey_id, answers, ${COUNTED} as counted from survey_quota)
         where answers <> counted`,
      )
      .pluck()
      .all(),
  repair: (db) => {
    db.exec(`update survey_quota set answers = ${COUNTED}`);
  },
};
