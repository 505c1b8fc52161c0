import type { Wording } from '../../../shared/contract/surveys.ts';
import { danish } from './da.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { finnish } from './fi.ts';
import { french } from './fr.ts';
import { icelandic } from './is.ts';
import { italian } from './it.ts';
import { norwegian } from './nb.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { swedish } from './sv.ts';

/** The languages that need no wording of the survey's own, by language subtag. */
export const BUILT_IN_WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ['en', english],
  ['da', danish],
  ['sv', swedish],
  ['nb', norwegian],
  ['fi', finnish],
  ['is', icelandic],
  ['de', german],
  ['nl', dutch],
  ['fr', french],
  ['es', spanish],
  ['pt', portuguese],
  ['it', italian],
  ['pl', polish],
]);
