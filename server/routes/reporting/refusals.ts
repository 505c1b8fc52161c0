/** What `resolveFilters` refuses: every report has its filters. */
export const REPORT_REFUSALS = ['unknown_survey', 'mixed_kinds', 'reversed_range', 'unknown_trait'] as const;

/** What `rangeToCompare` refuses besides. */
export const COMPARE_REFUSALS = ['unknown_marker', 'range_needed', 'overlapping_ranges'] as const;
