// These stand alone because the widget needs them: of an object a bundle carries all or nothing.
export const COMMENT_CODE_POINTS = 2_000;
export const CLAIM_HOURS = 24;
export const ANSWERED_MS_AGO = 7 * 24 * 60 * 60 * 1000;

/** Every bound that both sides obey. Text is counted in code points, bodies in bytes, durations as their names say. */
export const LIMITS = {
  bodyBytes: 32 * 1024,
  commentCodePoints: COMMENT_CODE_POINTS,
  idCodePoints: 128,
  nameCodePoints: 200,
  wordingCodePoints: 400,
  urlPathCodePoints: 1_024,
  touchpointCodePoints: 64,
  traitKeyCodePoints: 64,
  traitValueCodePoints: 256,
  traitsPerClaim: 32,
  localesPerSurvey: 40,
  surveysPerProject: 100,
  signingKeysPerProject: 10,
  touchpointsPerSurvey: 50,
  urlPatternsPerSurvey: 50,
  excludedIds: 500,
  startedDays: 14,
  filterValues: 50,
  bucketsPerSeries: 400,
  groupsPerBreakdown: 200,
  markersPerProject: 1_000,
  keysPerProject: 100,
  originsPerProject: 100,
  pageSize: 100,
  tagCodePoints: 64,
  tagsPerResponse: 20,
  reasonCodePoints: 500,
  searchCodePoints: 200,
  commentsRead: 10_000,
  termsCompared: 200,
  answeredMsAgo: ANSWERED_MS_AGO,
  claimHours: CLAIM_HOURS,
  changeHours: 24,
  lowSample: 30,
  smallGroup: 5,
} as const;
