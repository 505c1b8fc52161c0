/** An element with a class and children; text stays text. */
export function element(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function vector(tag: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function find(selector: string, within: ParentNode = document): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** The place in the panel that the server left for `name`. */
export function slot(name: string): HTMLElement {
  return find(`[data-slot="${name}"]`);
}

/** Sets a custom property that the style sheet draws with. */
export function measure(of: HTMLElement, name: string, value: number | string): void {
  of.style.setProperty(`--${name}`, String(value));
}
