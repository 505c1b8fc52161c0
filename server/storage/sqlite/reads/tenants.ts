import type { Trait } from '../../../../shared/contract/traits.ts';
import type { Database } from 'better-sqlite3';
import type { Project, StoredSurvey } from '../../storage.ts';
import { PROJECT_COLUMNS, projectOf, type ProjectRow } from '../project-row.ts';
import { parseSurvey } from '../survey-row.ts';

interface SurveyRow {
  survey_id: number;
  definition: string;
}

/** Projects, traits and surveys. */
export function tenantReads(db: Database) {
  const projects = db.prepare<[], ProjectRow>(`select ${PROJECT_COLUMNS} from project order by project_id`);
  const projectByPublicKey = db.prepare<[string], ProjectRow>(
    `select ${PROJECT_COLUMNS} from project where public_key = ?`,
  );
  const traits = db.prepare<[number], Trait>(
    `select key, type, of, source
     from trait
     where project_id = ?
     order by key`,
  );
  const surveys = db.prepare<[number], SurveyRow>(
    `select survey_id, definition
     from survey
     where project_id = ?
     order by survey_id`,
  );
  const survey = db.prepare<[number, string], SurveyRow>(
    `select survey_id, definition
     from survey
     where project_id = ? and public_id = ?`,
  );

  return {
    listProjects: () => projects.all().map(projectOf),

    findProjectByPublicKey(publicKey: string): Project | undefined {
      const row = projectByPublicKey.get(publicKey);
      return row && projectOf(row);
    },

    listTraits: (projectId: number) => traits.all(projectId),
    listSurveys: (projectId: number) => surveys.all(projectId).map(storedSurvey),

    findSurvey(projectId: number, surveyId: string): StoredSurvey | undefined {
      const row = survey.get(projectId, surveyId);
      return row && storedSurvey(row);
    },
  };
}

function storedSurvey(row: SurveyRow): StoredSurvey {
  return { internal_id: row.survey_id, survey: parseSurvey(row.definition) };
}
