/** Who was erased, as a hash: it tells a restored database whom to erase again, and nobody else anything. */
export const SCHEMA_006_ERASURE = `
create table erasure (
  project_id integer not null references project,
  of text not null check (of in ('respondent', 'account')),
  id_hash blob not null check (length(id_hash) = 32),
  erased_at integer not null,
  primary key (project_id, of, id_hash)
) strict, without rowid;
`;
