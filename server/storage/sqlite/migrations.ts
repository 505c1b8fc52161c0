import { SCHEMA_001 } from './schema-001.ts';
import { SCHEMA_002_ANSWERS } from './schema-002-answers.ts';
import { SCHEMA_003_KEYS } from './schema-003-keys.ts';
import { SCHEMA_004_ASKING } from './schema-004-asking.ts';
import { SCHEMA_005_IDENTITY } from './schema-005-identity.ts';
import { SCHEMA_006_ERASURE } from './schema-006-erasure.ts';
import { SCHEMA_007_FLAGS } from './schema-007-flags.ts';
import { SCHEMA_008_COMMENT_WORDS } from './schema-008-comment-words.ts';
import { SCHEMA_009_REDO } from './schema-009-redo.ts';
import { SCHEMA_010_DELAYS } from './schema-010-delays.ts';
import { SCHEMA_011_NUMBERS } from './schema-011-numbers.ts';
import { SCHEMA_012_COMMENT_NUMBERS } from './schema-012-comment-numbers.ts';

/** Numbered by their place, forward only: a released step is never edited. */
export const MIGRATIONS = [
  SCHEMA_001,
  SCHEMA_002_ANSWERS,
  SCHEMA_003_KEYS,
  SCHEMA_004_ASKING,
  SCHEMA_005_IDENTITY,
  SCHEMA_006_ERASURE,
  SCHEMA_007_FLAGS,
  SCHEMA_008_COMMENT_WORDS,
  SCHEMA_009_REDO,
  SCHEMA_010_DELAYS,
  SCHEMA_011_NUMBERS,
  SCHEMA_012_COMMENT_NUMBERS,
];
