import type { Page } from 'playwright-core';
import { accessibilityTree, type AccessibleNode } from './accessibility.ts';

const LONGEST_WAY = 60;

/** Presses Tab until the keyboard is there. */
export async function tabTo(page: Page, role: string, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < LONGEST_WAY) {
    const node = await focusedNode(page);
    if (node?.role === role && node.name === name) return;
    passed.push(`${node?.role} "${node?.name}"`);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to the ${role} "${name}", but past:\n${passed.join('\n')}`);
}

/** What has the keyboard, as a screen reader knows it: also in a closed shadow root. */
export async function focusedNode(page: Page): Promise<AccessibleNode | undefined> {
  const nodes = await accessibilityTree(page);
  return nodes.findLast(({ properties }) => properties['focused'] === true);
}
