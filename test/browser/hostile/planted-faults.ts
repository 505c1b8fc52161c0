import type { Additions } from './compare.ts';

interface PlantedFault {
  name: string;
  /** Stands at the end of the loader. */
  code: string;
  shows: (additions: Additions) => boolean;
}

/** What a widget may do wrong: a comparison that overlooks one of them would prove nothing. */
export const PLANTED_FAULTS: PlantedFault[] = [
  {
    name: 'throws',
    code: `setTimeout(() => { throw new Error('Oops'); });`,
    shows: ({ errors }) => errors.join().includes('Oops'),
  },
  {
    name: 'leaves a rejection',
    code: `void Promise.reject(new Error('Oops'));`,
    shows: ({ errors }) => errors.join().includes('Oops'),
  },
  {
    name: 'complains',
    code: `console.error('Oops');`,
    shows: ({ errors }) => errors.join().includes('Oops'),
  },
  {
    name: 'leaks a style',
    code: `document.adoptedStyleSheets.push(new CSSStyleSheet());
      document.adoptedStyleSheets[0].replaceSync('td { padding: 2px }');`,
    shows: ({ changes }) => changes.some((change) => change.includes('padding')),
  },
  {
    name: 'marks the page',
    code: `document.documentElement.classList.add('has-survey');`,
    shows: ({ changes }) => changes.some((change) => change.includes('has-survey')),
  },
  {
    name: 'leaves a node',
    code: `document.documentElement.append(document.createElement('div'));`,
    shows: ({ leftovers }) => leftovers === 1,
  },
  {
    name: 'leaves a global',
    code: `window.survey = 1;`,
    shows: ({ globals }) => globals.includes('survey'),
  },
  {
    name: 'pushes the page down',
    code: `const push = () => setTimeout(() => { document.body.style.marginTop = '99px'; }, 100);
      if (document.readyState === 'complete') push(); else addEventListener('load', push);`,
    shows: ({ shift }) => shift > 0,
  },
  {
    name: 'keeps the processor',
    // Often: that the machine is busy may lengthen a task or two of the page without it, too.
    code: `for (let task = 0; task < 12; task++) setTimeout(() => {
        for (let i = 0, text = ''; i < 4e5; i++) text = String(i) + text.slice(0, 9);
      });`,
    shows: ({ longTasks }) => longTasks > 3,
  },
  {
    name: 'asks for more',
    code: `for (const name of ['a', 'b']) new Image().src = '/w/elleve.js?' + name;`,
    shows: ({ requests }) => requests > 4,
  },
];
