import { FORMULA } from '../export/csv.ts';
import { FileRefusal } from './file-refusal.ts';
import { COLUMNS, type GivenRow } from './given-row.ts';

/** Columns that an export has besides; what they say follows from the others, or is for the team to say again. */
export const LEFT_OUT = new Set([
  'day',
  'kind',
  'category',
  'channel',
  'identity',
  'changed_at',
  'updated_at',
  'excluded',
  'exclusion_reason',
  'flags',
  'tags',
]);

const TRAIT = /^trait\.(.+)$/;
const LONGEST_TOLD = 40;
const NUMBER = /^-?\d+(\.\d+)?$/;

type Take = (row: GivenRow & { traits: Record<string, unknown> }, cell: string) => void;

/** How the cells of a table become a row, by its head. Throws when a column is not known or stands there twice. */
export function rowsOfTable(head: string[]): (cells: string[]) => GivenRow {
  const names = head.map((name, place) => (place === 0 ? name.replace(/^\uFEFF/, '') : name).trim());
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new FileRefusal(`Line 1: the column ${told(twice)} stands there twice.`);
  const takes = names.map(takeOf);
  return (cells) => {
    const row = { traits: {} };
    for (let place = 0; place < takes.length; place++) {
      const cell = cells[place];
      if (cell !== undefined && cell !== '') takes[place]!(row, plainCell(cell));
    }
    return cells.length > names.length ? { ...row, tooMany: true } : row;
  };
}

function takeOf(name: string): Take {
  const trait = TRAIT.exec(name)?.[1];
  if (trait !== undefined) return (row, cell) => (row.traits[trait] = cell);
  if (LEFT_OUT.has(name)) return () => undefined;
  const column = COLUMNS.find((known) => known === name);
  if (!column) {
    throw new FileRefusal(
      `Line 1: no column is called ${JSON.stringify(told(name))}. Known are ${COLUMNS.join(', ')}, trait.KEY.`,
    );
  }
  if (column === 'score' || column === 'survey_version') {
    return (row, cell) => (row[column] = NUMBER.test(cell) ? Number(cell) : cell);
  }
  if (column === 'contact_ok') return (row, cell) => (row[column] = BOOLEANS.get(cell.toLowerCase()) ?? cell);
  return (row, cell) => (row[column] = cell);
}

/** A file that is no table at all is one long name. */
function told(name: string): string {
  return name.length > LONGEST_TOLD ? `${name.slice(0, LONGEST_TOLD)}…` : name;
}

const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
]);

/** Without the apostrophe that an export puts before what a spreadsheet would run. */
function plainCell(cell: string): string {
  return cell.startsWith(`'`) && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
