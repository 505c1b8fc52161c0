import { FileRefusal } from '../../domain/import/file-refusal.ts';
import { importResponses, type ImportReport } from '../../domain/import/import-responses.ts';
import type { ImportFormat } from '../../domain/import/read-lines.ts';
import type { StoredSurvey } from '../../storage/storage.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type CommandContext } from '../command.ts';

export interface ImportArguments {
  project?: string;
  /** Of rows that name none; not needed where the project has one survey. */
  survey?: string;
  format?: string;
  /** Read and judge every row, store none. */
  dry_run?: boolean;
}

export interface ImportResult extends ImportReport {
  project_id: string;
  dry_run: boolean;
}

/** Answers that were given elsewhere, from the bytes of a file. */
export async function importCommand(
  { storage, now }: CommandContext,
  { project: name, survey: id, format, dry_run = false }: ImportArguments,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImportResult> {
  const project = await chosenProject(storage, name);
  const surveys = new Map((await storage.listSurveys(project.id)).map((one) => [one.survey.id, one]));
  const setting = {
    project,
    surveys,
    survey: usualSurvey(surveys, id),
    traits: await storage.listTraits(project.id),
    now: now(),
  };
  try {
    const how = { format: formatOf(format), dry: dry_run };
    return {
      project_id: project.public_id,
      dry_run,
      ...(await importResponses(storage, setting, bytes, how)),
    };
  } catch (error) {
    throw error instanceof FileRefusal ? new CommandError(error.message) : error;
  }
}

function formatOf(format: string | undefined): ImportFormat {
  if (format === 'csv' || format === 'ndjson') return format;
  throw new CommandError('--format must be one of csv, ndjson.');
}

function usualSurvey(surveys: ReadonlyMap<string, StoredSurvey>, id: string | undefined): StoredSurvey | undefined {
  if (id === undefined) return surveys.size === 1 ? [...surveys.values()][0] : undefined;
  const found = surveys.get(id);
  if (!found) throw new CommandError('--survey names no survey of this project.');
  return found;
}
