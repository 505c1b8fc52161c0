import { createElleve, type Elleve, type Events } from 'elleve';
import { ElleveSurvey, useElleve } from 'elleve/react';
import { expect, test } from 'vitest';

const COMMANDS = ['on', 'off', 'identify', 'reset', 'track', 'show', 'dismiss', 'consent', 'debug', 'destroy'] as const;

test('the built package is imported and called where there is no document, and nothing happens', () => {
  const elleve: Elleve = createElleve({ project: 'elv_pk_x', host: 'https://nps.example.com' });
  expect(Object.keys(elleve).sort()).toEqual([...COMMANDS].sort());
  const heard: Events['scored'][] = [];
  elleve.on('scored', (detail) => heard.push(detail));
  elleve.identify({ id: 1, account: { id: 'acme', traits: { seats: 4 } } });
  elleve.track('invoice_paid', { amount: 10 });
  elleve.consent(true);
  elleve.destroy();
  elleve.show();
  expect(heard).toEqual([]);
  expect([typeof useElleve, typeof ElleveSurvey]).toEqual(['function', 'function']);
});
