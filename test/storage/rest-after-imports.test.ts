import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { memoryRows } from '../../server/storage/sqlite/asking/memory-rows.ts';
import { restAfterImports } from '../../server/storage/sqlite/asking/rest-after-imports.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import type { PersonMemory, SurveyMemory } from '../../shared/eligibility/memory.ts';

const moment = fc.integer({ min: 0, max: 9 });
const known: fc.Arbitrary<SurveyMemory> = fc.record({
  wave_started_at: moment,
  displays_in_wave: moment,
  last_shown_at: moment,
  last_answer_at: fc.option(moment, { nil: null }),
});
const memory: fc.Arbitrary<PersonMemory> = fc.dictionary(
  fc.constantFrom('1', '2', '11'),
  fc.oneof(
    known,
    fc.tuple(known, fc.option(known, { nil: null })).map(([now, before]) => ({ ...now, before })),
  ),
);
const answer = fc.record({
  person: fc.integer({ min: 0, max: 2 }),
  survey: fc.constantFrom(1, 2, 11),
  responded_at: moment,
});

it('lets people rest from imported answers on, and keeps what is known of later moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const db = openWriter(join(folder, 'elleve.db'));
  onTestFinished(() => void db.close());
  db.pragma('foreign_keys = off');
  const memories = memoryRows(db);
  const rest = restAfterImports(db);
  fc.assert(
    fc.property(
      fc.array(memory, { minLength: 3, maxLength: 3 }),
      fc.array(answer, { maxLength: 8 }),
      (before, answers) => {
        before.forEach((one, person) => memories.write(1, person, one));
        rest(1, [...answers]);
        const expected = answers.reduce(
          (all, { person, survey, responded_at }) =>
            all.map((one, place) => (place === person ? afterImported(one, survey, responded_at) : one)),
          before,
        );
        expect(before.map((_, person) => memories.read(1, person))).toEqual(expected);
      },
    ),
    { numRuns: 1_000 },
  );
});

function afterImported(before: PersonMemory, survey: number, at: number): PersonMemory {
  const one = before[survey];
  if (!one || one.last_shown_at < at) {
    return {
      ...before,
      [survey]: { wave_started_at: at, displays_in_wave: 1, last_shown_at: at, last_answer_at: at },
    };
  }
  return { ...before, [survey]: { ...one, last_answer_at: Math.max(one.last_answer_at ?? at, at) } };
}
