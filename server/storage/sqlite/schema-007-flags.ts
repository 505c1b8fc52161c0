/** Which answers look odd, and why: bits in the order of `shared/flags.ts`. */
export const SCHEMA_007_FLAGS = `
alter table response add column flags integer not null default 0;

-- Which answers look odd?
create index response_flagged on response (project_id, response_id) where flags <> 0;
`;
