import type { CDPSession, Page } from 'playwright-core';

/** A node as a screen reader gets it, closed shadow roots included. */
export interface AccessibleNode {
  role: string;
  name: string;
  description: string;
  properties: Record<string, unknown>;
  backendNodeId: number;
}

/** The accessibility tree of a page, flat and in order, without what is ignored. */
export async function accessibilityTree(page: Page): Promise<AccessibleNode[]> {
  return withSession(page, async (session) => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter((node) => !node.ignored)
      .map((node) => ({
        role: String(node.role?.value ?? ''),
        name: String(node.name?.value ?? ''),
        description: String(node.description?.value ?? ''),
        properties: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
        backendNodeId: node.backendDOMNodeId ?? 0,
      }));
  });
}

/** Waits until the tree holds a node of this role and name, which may be part of the whole name. */
export async function accessibleNode(page: Page, role: string, name: string | RegExp): Promise<AccessibleNode> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const nodes = await accessibilityTree(page);
    const found = nodes.find((node) => node.role === role && matches(node.name, name));
    if (found) return found;
    if (Date.now() > deadline) {
      const seen = nodes.map((node) => `${node.role} "${node.name}"`).join('\n');
      throw new Error(`No ${role} named ${name} in the accessibility tree:\n${seen}`);
    }
    await page.waitForTimeout(50);
  }
}

/** A real mouse click in the middle of the node. */
export async function clickNode(page: Page, { backendNodeId }: AccessibleNode): Promise<void> {
  const [x, y] = await withSession(page, async (session) => {
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
    return [(left + right) / 2, (top + bottom) / 2] as const;
  });
  await page.mouse.click(x, y);
}

/** Puts the focus on the node, as a screen reader does. */
export async function focusNode(page: Page, { backendNodeId }: AccessibleNode): Promise<void> {
  await withSession(page, (session) => session.send('DOM.focus', { backendNodeId }));
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}

async function withSession<T>(page: Page, work: (session: CDPSession) => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page);
  try {
    return await work(session);
  } finally {
    await session.detach();
  }
}
