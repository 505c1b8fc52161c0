/** The keys by which a vendor's server proves who a person is. */
export const SCHEMA_005_IDENTITY = `
create table signing_key (
  project_id integer not null references project,
  kid text not null,
  secret text not null, -- as it is: a token can only be checked with it
  created_at integer not null,
  revoked_at integer,
  primary key (project_id, kid)
) strict, without rowid;
`;
