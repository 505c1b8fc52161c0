import type { Database } from 'better-sqlite3';
import type { SharedPeople } from '../../../../shared/statistics/shared-people.ts';
import type {
  AccountActivity,
  AccountAnswers,
  AnswerCount,
  AnswerDelay,
  AnswersBrokenDown,
  BreakdownDimension,
  Clustering,
  DayRange,
  DisplayGroup,
  Grouping,
  ListFilter,
  NamedAnswers,
  ResponseFilter,
  SaidBy,
} from '../../storage.ts';
import { answerDelays } from './answer-delays.ts';
import type { NumberSet } from '../number-set.ts';
import { accountAnswers } from './account-answers.ts';
import { accountActivity, lastAnswered } from './account-activity.ts';
import { breakDown } from './break-down.ts';
import { buildIndex } from './build-index.ts';
import { ColumnIndexes } from './column-indexes.ts';
import { commentedAnswers, commentsOf } from './commented-answers.ts';
import { CommentTerms } from './comment-terms.ts';
import { countedAnswers, saidBy, sharedPeople } from './counted-answers.ts';
import { firstDay } from './first-day.ts';
import { groupDisplays } from './group-displays.ts';
import { heardAccounts } from './heard-accounts.ts';
import { latestMoments, type LatestMoments } from './latest-moments.ts';
import { taggedAnswers } from './tagged-answers.ts';
import { Vocabulary } from './vocabulary.ts';

/** The reads that the index answers. `openReader` opens one more connection. */
export function indexReads(reader: Database, openReader: () => Database) {
  const words = new Vocabulary(reader);
  const terms = new CommentTerms();
  const comments = commentsOf(reader);
  const indexes = new ColumnIndexes((project) => buildIndex(openReader(), project, words), terms);
  return {
    indexes,
    countAnswers: async (filter: ResponseFilter, clustering: Clustering, ranges?: DayRange[]): Promise<AnswerCount[]> =>
      countedAnswers(await indexes.of(filter.project_id), words, filter, clustering, ranges),
    sharedPeople: async (
      filter: ResponseFilter,
      pairs: [DayRange, DayRange][],
      clustering: Clustering,
    ): Promise<SharedPeople[]> => sharedPeople(await indexes.of(filter.project_id), words, filter, pairs, clustering),
    saidBy: async (filter: ResponseFilter, respondents: number[]): Promise<SaidBy> =>
      saidBy(await indexes.of(filter.project_id), words, filter, respondents),
    breakDownAnswers: async (
      filter: ResponseFilter,
      by: BreakdownDimension[],
      clustering: Clustering,
    ): Promise<AnswersBrokenDown[]> => breakDown(await indexes.of(filter.project_id), words, filter, by, clustering),
    groupDisplays: async (filter: ResponseFilter, grouping: Grouping): Promise<DisplayGroup[]> =>
      groupDisplays(await indexes.of(filter.project_id), words, filter, grouping),
    accountAnswers: async (filter: ResponseFilter, ranges: DayRange[]): Promise<AccountAnswers[]> =>
      accountAnswers(await indexes.of(filter.project_id), words, filter, ranges),
    heardAccounts: async (filter: ResponseFilter): Promise<Uint8Array> =>
      heardAccounts(await indexes.of(filter.project_id), words, filter),
    accountActivity: async (filter: ResponseFilter): Promise<AccountActivity> =>
      accountActivity(await indexes.of(filter.project_id), reader, filter),
    answerDelays: async (filter: ResponseFilter, limit: number): Promise<AnswerDelay[]> =>
      answerDelays(await indexes.of(filter.project_id), words, filter, limit),
    lastAnswered: async (project: number): Promise<Float64Array> =>
      lastAnswered(await indexes.of(project), reader, project),
    /** `undefined` while the index is not there. */
    latestMoments: (
      filter: ListFilter,
      latest: number,
      howMany: number,
      among?: NumberSet,
    ): LatestMoments | undefined => {
      const index = indexes.readyOf(filter.project_id);
      return index && latestMoments(index, words, filter, latest, howMany, among);
    },
    listTagged: async (filter: ResponseFilter): Promise<NamedAnswers> =>
      taggedAnswers(await indexes.of(filter.project_id), words, filter),
    listCommented: async (filter: ResponseFilter, limit: number): Promise<NamedAnswers> =>
      commentedAnswers(await indexes.of(filter.project_id), terms, words, comments, filter, limit),
    findFirstDay: async (filter: ResponseFilter): Promise<number | undefined> =>
      firstDay(await indexes.of(filter.project_id), words, filter),
  };
}
