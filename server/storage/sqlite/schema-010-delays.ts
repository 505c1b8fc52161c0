/** How long after its display an answer came: early and late answers are compared without looking each display up. */
export const SCHEMA_010_DELAYS = `
alter table response add column delay_ms integer check (delay_ms >= 0);

update response
set delay_ms = (
  select max(0, response.responded_at - displayed_at)
  from display
  where display.project_id = response.project_id and display.display_id = response.display_id
)
where display_id is not null;
`;
