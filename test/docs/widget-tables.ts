import { readFileSync } from 'node:fs';
import { packageFile } from '../../server/package-root.ts';
import { Look } from '../../shared/contract/look.ts';
import { PageTargeting } from '../../shared/contract/targeting.ts';

const API = readFileSync(packageFile('widget/loader/api.ts'), 'utf8');

interface Member {
  name: string;
  type: string;
  what: string;
}

/** The tables of docs/widget.md by the name in their marks, made from the types and schemas that the code obeys. */
export function widgetTables(): Record<string, string> {
  return {
    options: table(
      ['option', 'attribute of the tag', 'type', 'what it says'],
      membersOf('Options').map(({ name, type, what }) => [code(name), code(`data-${name}`), code(type), what]),
    ),
    commands: table(
      ['command', 'what it does'],
      membersOf('Elleve').map(({ name, type, what }) => [code(name + type), what]),
    ),
    events: table(
      ['event', 'detail', 'when'],
      membersOf('Events').map(({ name, type, what }) => [code(name), code(type), what]),
    ),
    look: schemaTable(Look),
    targeting: schemaTable(PageTargeting),
  };
}

/** The members of an interface in `api.ts`, each with the comment above it. */
function membersOf(name: string): Member[] {
  const body = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(API)?.[1];
  if (!body) throw new Error(`widget/loader/api.ts has no interface ${name}.`);
  const members = [...body.matchAll(/ {2}\/\*\* (.*?) \*\/\n {2}(\w+)(?:<[^>]*>)?\??(:|\()(.*);/g)];
  const lines = body.split('\n').filter((line) => line && !line.trimStart().startsWith('/**'));
  if (members.length !== lines.length) throw new Error(`A member of ${name} has no comment of one line.`);
  return members.map(([, what, member, mark, type]) => ({
    name: member!,
    type: (mark === '(' ? `(${type!.replace(/\): void$/, ')')}` : type!.trim()).replace(/ \| undefined\b/g, ''),
    what: what!,
  }));
}

interface Schema {
  description?: string;
  type?: string;
  enum?: string[];
  const?: unknown;
  items?: Schema;
  minimum?: number;
  maximum?: number;
}

function schemaTable({ properties }: { properties: object }): string {
  return table(
    ['setting', 'value', 'what it says'],
    Object.entries(properties as Record<string, Schema>).map(([name, schema]) => [
      code(name),
      valueOf(schema),
      schema.description ?? '',
    ]),
  );
}

function valueOf({ type, enum: values, const: only, items, minimum, maximum }: Schema): string {
  if (values) return values.map(code).join(', ');
  if (only !== undefined) return code(JSON.stringify(only));
  if (items) return `list of ${items.enum ? valueOf(items) : 'texts'}`;
  if (maximum !== undefined) return `${minimum}–${maximum}`;
  return type === 'string' ? 'text' : (type ?? '');
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
