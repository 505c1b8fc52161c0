import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export const SOURCE = fileURLToPath(new URL('../../node_modules/preact/src/', import.meta.url));

const ENTRY = `${SOURCE}lean.js`;
const EXPORTS = `export { render } from './render.js';\nexport { createElement as h } from './create-element.js';`;

/** A piece of Preact's source, what stands there instead, and by that what the view does without. */
type Cut = [piece: string | RegExp, instead: string];

const FUNCTION_BRANCH = /outer: if \(typeof newType == 'function'\) \{[\s\S]*?\n\t\} else \{\n\t\toldDom = newVNode/;
const STATELESS = `if (typeof newType == 'function') {
		tmp = newType(newVNode.props);
		oldDom = diffChildren(parentDom, isArray(tmp) ? tmp : [tmp], newVNode, oldVNode, globalContext, namespace, NULL, commitQueue, oldDom, isHydrating, refQueue);
	} else {
		oldDom = newVNode`;

/** Imported by what the bundler then drops. */
const UNUSED = 'export function BaseComponent() {}\nexport function resetRenderCount() {}\n';

/**
 * By file. The view is drawn from one state kept outside the tree, by pure functions, into an empty root: components that
 * hold state or wait, contexts, refs, portals, hydration, foreign namespaces, raw HTML, style objects and hooks for tools
 * are code that no page runs.
 */
export const CUTS: Record<string, Cut[]> = {
  'render.js': [
    ['if (options._root) options._root(vnode, parentDom);', ''],
    [/if \(parentDom\.nodeType == 9\) \{[\s\S]*?\n\t\}/, ''],
    ['let isHydrating = vnode && vnode._flags & MODE_HYDRATE;', ''],
    ['isHydrating ? NULL : parentDom._children', 'parentDom._children'],
    [/oldVNode\n\t\t\t\? NULL\n\t\t\t: parentDom\.firstChild[\s\S]*?: NULL,/, 'NULL,'],
    ['oldVNode ? oldVNode._dom : parentDom.firstChild', 'oldVNode && oldVNode._dom'],
    [/\n\t\tisHydrating,/, '\n\t\tfalse,'],
    ['commitRoot(commitQueue, parentDom._children, refQueue);', ''],
  ],
  'create-element.js': [
    ['if (!original && options.vnode) options.vnode(vnode);', ''],
    [/if \(i == 'key'\)[\s\S]*?else normalizedProps/, 'normalizedProps'],
  ],
  'component.js': [
    [/export function BaseComponent[\s\S]*?(?=export function getDomSibling)/, UNUSED],
    ['&& !vnode.props._parentDom', ''],
    [/\/\*\*\n \* Trigger in-place[\s\S]*/, ''],
  ],
  'diff/index.js': [
    [/if \(\n\t\toldVNode\._flags & MODE_SUSPENDED[\s\S]*?\n\t\}\n/, ''],
    ['if ((tmp = options._diff)) tmp(newVNode);', ''],
    ['if ((tmp = options.diffed)) tmp(newVNode);', ''],
    [FUNCTION_BRANCH, STATELESS],
    [/if \(nodeType == 'svg'\)[\s\S]*?XHTML_NAMESPACE;/, ''],
    [/if \(excessDomChildren\) \{\n\t\tfor[\s\S]*?\n\t\}\n/, ''],
    ['const doc = parentDom.ownerDocument || document;', 'const doc = document;'],
    [/doc\.createElementNS\([\s\S]*?\);/, 'doc.createElement(nodeType);'],
    [/if \(isHydrating\) \{\n\t\t\tif \(options[\s\S]*?\n\t\t\}/, ''],
    ['excessDomChildren = NULL;\n\t}', '}'],
    [' && (!isHydrating || dom.data != newProps)', ''],
    ["parentDom = (nodeType == 'template' && dom.content) || dom;", 'parentDom = dom;'],
    [/excessDomChildren =\n\t\t\tnodeType[\s\S]*?;/, ''],
    [/if \(!isHydrating && excessDomChildren\) \{[\s\S]*?\n\t\t\}/, ''],
    [/if \(i == 'dangerouslySetInnerHTML'\) \{\n\t\t\t\toldHtml = value;\n\t\t\t\} else /, ''],
    [/&&\n\t\t\t\t!\(i == 'value'[\s\S]*?'defaultChecked' in newProps\)/, ''],
    [/ else if \(i == 'dangerouslySetInnerHTML'\) \{\n\t\t\t\tnewHtml = value;[\s\S]*?checked = value;\n\t\t\t\}/, ''],
    [/\(!isHydrating \|\| typeof value == 'function'\) &&/, ''],
    [/if \(newHtml\) \{[\s\S]*?\} else \{\n\t\t\tif \(oldHtml\)[\s\S]*?\n\t\t\t\}\n\n/, '{'],
    [/excessDomChildren\n\t\t\t\t\t\? excessDomChildren\[0\]\n\t\t\t\t\t:/, ''],
    ['if (excessDomChildren) excessDomChildren.some(removeNode);', ''],
    [/if \(!isHydrating \|\| nodeType == 'textarea'\) \{[\s\S]*?\n\t\t\}\n/, ''],
    ['if (options.unmount) options.unmount(vnode);', ''],
    [/if \(\(r = vnode\.ref\)[\s\S]*?\n\t\}/, ''],
    [/if \(\(r = vnode\._component\)\) \{[\s\S]*?\n\t\}\n/, ''],
    [/\? skipRemove && !vnode\.props\._parentDom\n/, '? skipRemove\n'],
    [/if \(\n\t\t!skipRemove &&\n[\s\S]*?\n\t\}\n/, ''],
    ['vnode._dom = vnode._component = vnode._parent = NULL;', ''],
  ],
  'diff/children.js': [
    [/if \(oldVNode\.ref != childVNode\.ref[\s\S]*?\n\t\t\}\n\n/, ''],
    [/if \(moved\) \{[\s\S]*?\n\t\}\n\n/, ''],
    [/ else if \(childVNode\.constructor === VNODE_MARKER && childVNode\._depth\) \{[\s\S]*?\n\t\t\}/, ''],
    ['if (parentVNode.props._parentDom) return oldDom;', ''],
    [/if \(!isMounting && parentDom\.moveBefore[\s\S]*?\} else \{\n([^\n]*)\n\t\t\t\}/, '$1'],
    [/while \(next && next\.nodeType == 8\) next = next\.nextSibling;/, ''],
    [/while \(\n\t\t\(oldDom = oldDom && oldDom\.nextSibling\)[\s\S]*?\);/, 'oldDom = oldDom && oldDom.nextSibling;'],
  ],
  'diff/props.js': [
    [/if \(name == 'style'\) \{[\s\S]*?\n\t\}\n\t\/\/ [^\n]*\n\telse if/, 'if'],
    [/if \(typeof value != 'function'\) value = NULL;\n\t\tif[^\n]*/, ''],
    ["useCapture = name != (name = name.replace(CAPTURE_REGEX, '$1'));", ''],
    [/\(dom\._attached \|\| \(dom\._attached = \{\}\)\)\[name\] = eventClock;/, ''],
    [/if \(e\[EVENT_DISPATCHED\] == NULL\) \{[\s\S]*?\n\t\t\t\}\n/, ''],
    [/if \(namespace == SVG_NAMESPACE\) \{[\s\S]*?\} else if/, 'if'],
    ['options.event ? options.event(e) : e', 'e'],
    [
      /name != 'width'[\s\S]*?name != 'tabIndex' &&[\s\S]*?name != 'popover' &&/,
      "name != 'href' && name != 'tabIndex' && name != 'role' &&",
    ],
    ["name == 'popover' && value == true ? '' : value", 'value'],
  ],
};

/** Preact from its own source, less what the view never runs. A new version that lacks a piece stops the build. */
export function leanPreact(): Plugin {
  return {
    name: 'elleve-lean-preact',
    enforce: 'pre',
    resolveId: (id) => (id === 'preact' ? ENTRY : null),
    load: (id) => (id === ENTRY ? EXPORTS : null),
    transform: (code, id) => (id.startsWith(SOURCE) && id !== ENTRY ? lean(id.slice(SOURCE.length), code) : null),
  };
}

/** Throws when the source lacks a piece. */
export function lean(file: string, source: string): string {
  return (CUTS[file] ?? []).reduce((kept, [piece, instead]) => {
    const cut = kept.replace(piece, instead);
    if (cut === kept) throw new Error(`preact/src/${file} has changed: it no longer holds ${String(piece)}`);
    return cut;
  }, source);
}
