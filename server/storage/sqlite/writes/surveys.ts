import type { Database } from 'better-sqlite3';
import type { Survey } from '../../../../shared/contract/surveys.ts';
import { parseSurvey } from '../survey-row.ts';

/** Creates and replaces surveys; each version's wording is kept, because responses go on referring to it. */
export function surveyWrites(db: Database) {
  const insert = db.prepare<[number, number, string, string, string]>(
    `insert into survey (project_id, survey_id, public_id, kind, definition)
     values (?, (select coalesce(max(survey_id), 0) + 1 from survey where project_id = ?), ?, ?, ?)`,
  );
  const find = db.prepare<[number, string], { survey_id: number; definition: string }>(
    `select survey_id, definition
     from survey
     where project_id = ? and public_id = ?`,
  );
  const update = db.prepare<[string, number, string]>(
    `update survey
     set definition = ?
     where project_id = ? and public_id = ?`,
  );
  const keepVersion = db.prepare<[number, number, number, string, number]>(
    `insert into survey_version (project_id, survey_id, version, wording, created_at)
     values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  const revise = db.prepare<[number]>(
    `update project
     set revision = revision + 1
     where project_id = ?`,
  );

  const countAnswers = db.prepare<[number, number]>(
    `insert into survey_quota (project_id, survey_id, answers)
     select project_id, survey_id, (
         select count(*)
         from response
         where response.project_id = survey.project_id
           and response.survey_id = survey.survey_id
           and excluded is null
       )
     from survey
     where project_id = ? and survey_id = ?
     -- Triggers keep it from here on.
     on conflict do nothing`,
  );
  const stopCounting = db.prepare<[number, number]>(
    `delete from survey_quota
     where project_id = ? and survey_id = ?`,
  );

  function finish(projectId: number, survey: Survey): void {
    const { survey_id } = find.get(projectId, survey.id)!;
    (survey.targeting.quota?.responses === undefined ? stopCounting : countAnswers).run(projectId, survey_id);
    const wording = JSON.stringify(survey.wording);
    keepVersion.run(projectId, survey_id, survey.version, wording, Date.parse(survey.updated_at));
    revise.run(projectId);
  }

  return {
    createSurvey(projectId: number, survey: Survey): void {
      insert.run(projectId, projectId, survey.id, survey.kind, JSON.stringify(survey));
      finish(projectId, survey);
    },

    replaceSurvey(projectId: number, survey: Survey, readAt: string): 'replaced' | 'changed_meanwhile' {
      const found = find.get(projectId, survey.id);
      if (!found || parseSurvey(found.definition).updated_at !== readAt) return 'changed_meanwhile';
      update.run(JSON.stringify(survey), projectId, survey.id);
      finish(projectId, survey);
      return 'replaced';
    },
  };
}
