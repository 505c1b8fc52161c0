/** How far the journal beside the database (`-redo`) is in it: `number` is that of the last redo it holds, `identity` tells its journal from another's. */
export const SCHEMA_009_REDO = `
create table redo_progress (
  number integer not null,
  identity blob not null check (length(identity) = 8)
) strict;

insert into redo_progress (number, identity) values (0, randomblob(8));
`;
