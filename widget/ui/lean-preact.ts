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
