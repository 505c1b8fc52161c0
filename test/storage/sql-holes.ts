import { parseAst } from 'vite';

/** A place where a text is put together from something that is not a constant. */
export interface Hole {
  /** The expression, with runs of space taken for one. */
  expression: string;
  line: number;
}

/** A constant of a module, or a row of question marks. */
const CONSTANT = /^([A-Z][A-Z0-9_]*|marks\([\w.]+\))$/;

/**
 * Every text of a source file that is put together from something else than constants, with holes or with `+`. Which of them is SQL
 * cannot be seen from one alone: a fragment may be a single word.
 */
export function sqlHoles(source: string): Hole[] {
  const holes: Hole[] = [];
  const report = (node: Node) => {
    const expression = source.slice(node.start, node.end).replace(/\s+/g, ' ');
    if (!CONSTANT.test(expression)) holes.push({ expression, line: source.slice(0, node.start).split('\n').length });
  };
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    if (node.type === 'TemplateLiteral') node.expressions!.forEach(report);
    if (node.type === 'BinaryExpression' && node.operator === '+') {
      const sides = [node.left!, node.right!];
      if (sides.some(isText)) sides.filter((side) => !isText(side)).forEach(report);
    }
  });
  return holes;
}

interface Node {
  type: string;
  start: number;
  end: number;
  operator?: string;
  value?: unknown;
  left?: Node;
  right?: Node;
  expressions?: Node[];
}

/** A sum with a text in it is one. */
function isText(node: Node): boolean {
  if (node.type === 'BinaryExpression' && node.operator === '+') return isText(node.left!) || isText(node.right!);
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const part of Object.values(node)) {
    for (const child of [part].flat()) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, visit);
    }
  }
}
