import type { CDPSession } from 'playwright-core';

interface Node {
  nodeId: number;
  nodeValue: string;
  children?: Node[];
  shadowRoots?: Node[];
}

/**
 * The middle of the element that says `text` and nothing else, in closed shadow roots too; `undefined` when none is drawn. Asked of
 * the browser, not of the page: what a script of ours would touch in it first, the page's own would be spared.
 */
export async function middleOfText(session: CDPSession, text: string): Promise<{ x: number; y: number } | undefined> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  for (const nodeId of saying(text, root).toReversed()) {
    try {
      const { model } = await session.send('DOM.getBoxModel', { nodeId });
      const [left, top, right, , , bottom] = model.border as [number, number, number, number, number, number];
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    } catch {
      // It is in the tree and not drawn.
    }
  }
  return undefined;
}

/** Ids of the elements whose only text it is. */
function saying(text: string, { nodeId, children = [], shadowRoots = [] }: Node): number[] {
  const own = children.length === 1 && children[0]!.nodeValue.trim() === text ? [nodeId] : [];
  return [...own, ...[...shadowRoots, ...children].flatMap((child) => saying(text, child))];
}
