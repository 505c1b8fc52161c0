import { KINDS } from '../../../shared/contract/common.ts';
import { EXPORT_FORMATS } from '../../../shared/contract/responses.ts';
import { Problem } from '../../../shared/problem.ts';
import { exportResponses } from '../../domain/export/export-responses.ts';
import { listFilterOf } from '../../domain/list-filter.ts';
import type { ListFilter, Project, Storage } from '../../storage/storage.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type Command } from '../command.ts';

export interface ExportArguments {
  format?: string;
  project?: string;
  survey?: string[];
  kind?: string;
  /** `YYYY-MM-DD`, both inclusive. */
  since?: string;
  until?: string;
  /** Answers that were taken out of the numbers as well. */
  with_excluded?: boolean;
}

/** The bytes of an export, made as they are read. */
export const exportCommand: Command<ExportArguments, AsyncGenerator<Buffer, void, void>> = async (
  { storage },
  args,
) => {
  const project = await chosenProject(storage, args.project);
  const format = oneOf('--format', EXPORT_FORMATS, args.format ?? 'csv');
  const filter = await filterOf(storage, project, args);
  return bytesOf(exportResponses(storage, filter, format, await storage.listTraits(project.id)));
};

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer, void, void> {
  for await (const text of texts) yield Buffer.from(text, 'latin1');
}

async function filterOf(storage: Storage, project: Project, args: ExportArguments): Promise<ListFilter> {
  const { survey, kind, since, until, with_excluded } = args;
  try {
    return await listFilterOf(storage, project, {
      ...(survey !== undefined && { survey }),
      ...(kind !== undefined && { kind: oneOf('--kind', KINDS, kind) }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(with_excluded && { excluded: 'any' as const }),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [field] = error.errors ?? [];
    throw new CommandError(field ? `--${field.path} ${field.message}.` : error.message);
  }
}

function oneOf<const Value extends string>(option: string, values: readonly Value[], text: string): Value {
  const found = values.find((value) => value === text);
  if (!found) throw new CommandError(`${option} must be one of ${values.join(', ')}.`);
  return found;
}
