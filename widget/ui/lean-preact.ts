import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export const SOURCE = fileURLToPath(new URL('../../node_modules/preact/src/', import.meta.url));

const ENTRY = `${SOURCE}lean.js`;
const EXPORTS = `export { render } from './render.js';\nexport { createElement as h } from './create-element.js';`;

/** A piece of Preact's source, what stands there instead, and by that what the view does without. */
type Cut = [piece: string | RegExp, instead: string];

interface Omission {
  /** What the view does without. */
  what: string;
  /** By file below Preact's source; `*` is every file that holds the piece. */
  cuts: Record<string, Cut[]>;
}

const FUNCTION_BRANCH = /outer: if \(typeof newType == 'function'\) \{[\s\S]*?\n\t\} else \{\n\t\toldDom = newVNode/;
const PLAIN_FUNCTION = `if (typeof newType == 'function') {
		tmp = newType(newVNode.props);
		oldDom = diffChildren(parentDom, isArray(tmp) ? tmp : [tmp], newVNode, oldVNode, globalContext, namespace,
			excessDomChildren, commitQueue, oldDom, isHydrating, refQueue);
	} else {
		oldDom = newVNode`;
const PROPS_AND_CHILDREN = `for (i in oldProps) if (i != 'children' && !(i in newProps)) setProperty(dom, i, NULL, oldProps[i]);
		for (i in newProps) {
			if (i == 'children') newChildren = newProps[i];
			else if (oldProps[i] !== newProps[i]) setProperty(dom, i, newProps[i], oldProps[i]);
		}
		if (typeof newChildren == 'string') {
			if (newChildren !== oldProps.children) dom.textContent = newChildren;
		} else diffChildren(dom, isArray(newChildren) ? newChildren : [newChildren], newVNode, oldVNode, globalContext, namespace,
			excessDomChildren, commitQueue, oldVNode._children && getDomSibling(oldVNode, 0), isHydrating, refQueue);
	}

	return dom;
}`;
const INSERTED = `function insert({ _dom }, oldDom, parentDom) {
	if (_dom != oldDom) parentDom.insertBefore(_dom, oldDom || NULL);
	return _dom.nextSibling;
}`;
const SIBLING_ONLY = `import { NULL } from './constants';
export function BaseComponent() {}
export function resetRenderCount() {}
$1`;

/**
 * The view is drawn from one state kept outside the tree, by pure functions, into an empty root: much of Preact is code that
 * no page of ours would run. In bytes of brotli, each measured by leaving it in.
 */
export const OMISSIONS: Omission[] = [
  {
    what: 'components with state, contexts, error boundaries and portals (1,400)',
    cuts: {
      'diff/index.js': [
        [FUNCTION_BRANCH, PLAIN_FUNCTION],
        [/if \(\(r = vnode\._component\)\) \{[\s\S]*?\n\t\}\n/, ''],
      ],
      'component.js': [[/[\s\S]*(export function getDomSibling[\s\S]*?\n\}\n)[\s\S]*/, SIBLING_ONLY]],
      'render.js': [['commitRoot(commitQueue, parentDom._children, refQueue);', '']],
    },
  },
  {
    what: 'refs (450)',
    cuts: {
      'diff/children.js': [[/if \(oldVNode\.ref != childVNode\.ref[\s\S]*?\n\t\t\}\n\n/, '']],
      'diff/index.js': [[/if \(\(r = vnode\.ref\)[\s\S]*?\n\t\}/, '']],
    },
  },
  {
    what: 'hooks for tools (140)',
    cuts: {
      '*': [
        [
          /if \((?:!original && )?options\.\w+\)\s+options\.\w+\([^;]*\);|if \(\(tmp = options\.\w+\)\) tmp\(newVNode\);/g,
          '',
        ],
        ['options.event ? options.event(e) : e', 'e'],
      ],
    },
  },
  {
    what: 'what was suspended while hydrating (240)',
    cuts: {
      'diff/index.js': [
        [/if \(\n\t\toldVNode\._flags & MODE_SUSPENDED[\s\S]*?\n\t\}\n/, ''],
        [/if \(\n\t\t!skipRemove &&\n[\s\S]*?\n\t\}\n/, ''],
      ],
    },
  },
  {
    what: 'children that change places (90)',
    cuts: { 'diff/children.js': [[/if \(moved\) \{[\s\S]*?\n\t\}\n\n/, '']] },
  },
  {
    what: 'listeners that capture (10; the first look for one takes a twentieth of the time of a survey that is shown)',
    cuts: {
      'diff/props.js': [
        ["useCapture = name != (name = name.replace(CAPTURE_REGEX, '$1'));", ''],
        ['dom.addEventListener(name, proxy, useCapture);', 'dom.addEventListener(name, proxy);'],
        ['dom.removeEventListener(name, proxy, useCapture);', 'dom.removeEventListener(name, proxy);'],
      ],
    },
  },
  {
    what: 'SVG, MathML, templates, HTML as text, fields that follow the state, and elements that were there before',
    cuts: {
      'diff/index.js': [
        [/\tif \(nodeType == 'svg'\)[\s\S]*?\tif \(!dom\) \{\n/, '\tif (!dom) {\n'],
        [/const doc = .*\n/, ''],
        ['return doc.createTextNode', 'return document.createTextNode'],
        [
          /dom = doc\.createElementNS\([\s\S]*?excessDomChildren = NULL;\n/,
          'dom = document.createElement(nodeType);\n',
        ],
        ['oldProps !== newProps && (!isHydrating || dom.data != newProps)', 'oldProps !== newProps'],
        [/\/\/ A <template> holds[\s\S]*?\n\treturn dom;\n\}/, PROPS_AND_CHILDREN],
      ],
      'diff/children.js': [[/function insert\([\s\S]*?\n\}/, INSERTED]],
    },
  },
  {
    what: 'documents and filled elements to draw into',
    cuts: {
      'render.js': [
        [/if \(parentDom\.nodeType[\s\S]*?\n\t\}\n/, ''],
        ['vnode && vnode._flags & MODE_HYDRATE', '0'],
        [/parentDom\.namespaceURI,\s+oldVNode\s+\? NULL[\s\S]*?: NULL,\n/, 'NULL,\nNULL,\n'],
        ['oldVNode ? oldVNode._dom : parentDom.firstChild', 'oldVNode && oldVNode._dom'],
      ],
    },
  },
  {
    what: 'keys, and elements whose properties are used twice',
    cuts: {
      'create-element.js': [
        [
          /let normalizedProps = \{\},[\s\S]*?\n\t\}\n/,
          'let normalizedProps = props || {}, length = arguments.length;\n',
        ],
        ['createVNode(type, normalizedProps, key, ref, NULL)', 'createVNode(type, normalizedProps, NULL, NULL, NULL)'],
      ],
    },
  },
  {
    what: 'properties: each would be touched for the first time, and all that the view sets are attributes as well',
    cuts: {
      'diff/props.js': [
        [/if \(namespace == SVG_NAMESPACE\)[\s\S]*?catch \(e\) \{\}\n\t\t\}\n/, ''],
        [/if \(typeof value == 'function'\) return;/, ''],
        ["name == 'popover' && value == true ? '' : value", 'value'],
      ],
    },
  },
  {
    what: 'style objects (80)',
    cuts: { 'diff/props.js': [[/if \(name == 'style'\) \{[\s\S]*?\n\t\}\n\t\/\/ [^\n]*\n\telse if/, 'if']] },
  },
];

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

/** Throws when the source lacks a piece that stands under its own name. */
export function lean(file: string, source: string): string {
  const named = OMISSIONS.flatMap(({ cuts }) => cuts[file] ?? []);
  const everywhere = OMISSIONS.flatMap(({ cuts }) => cuts['*'] ?? []);
  const kept = everywhere.reduce((code, [piece, instead]) => code.replace(piece, instead), source);
  return named.reduce((code, [piece, instead]) => {
    const cut = code.replace(piece, instead);
    if (cut === code) throw new Error(`preact/src/${file} has changed: it no longer holds ${String(piece)}`);
    return cut;
  }, kept);
}
