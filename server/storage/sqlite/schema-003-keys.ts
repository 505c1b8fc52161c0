/** Keys are found by the part of them that may be read, so that the secret part is compared in constant time and never by an index. */
export const SCHEMA_003_KEYS = `
-- Days since 1970-01-01, UTC.
alter table api_key add column last_used_day integer;

create index api_key_by_name on api_key (name);
`;
