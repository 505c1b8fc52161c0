/**
 * The words of new comments enter the search index in portions instead of one by one: each transaction that touches it writes and merges
 * a segment of its own, which cost more than all else of an answer with a comment.
 */
export const SCHEMA_008_COMMENT_WORDS = `
-- The comments up to this number are in comment_fts, and the others are not yet.
create table comment_fts_progress (
  indexed_up_to integer not null
) strict;

insert into comment_fts_progress (indexed_up_to)
select coalesce(max(comment_id), 0) from response where comment_id is not null;

drop view response_comment;
create view response_comment as
select comment_id, comment
from response
where comment_id is not null and comment_id <= (select indexed_up_to from comment_fts_progress);

drop trigger comment_given;
drop trigger comment_changed;
drop trigger comment_deleted;

-- A number is never given twice, not even when its comment is gone: it would count as indexed.
create trigger comment_given after insert on response when new.comment is not null begin
  update response
  set comment_id = 1 + max(
      (select indexed_up_to from comment_fts_progress),
      (select coalesce(max(comment_id), 0) from response where comment_id is not null)
    )
  where project_id = new.project_id and response_id = new.response_id;
end;

create trigger comment_changed after update of comment on response when old.comment is not new.comment begin
  insert into comment_fts (comment_fts, rowid, comment)
  select 'delete', old.comment_id, old.comment
  from comment_fts_progress
  where old.comment_id <= indexed_up_to;
  update response
  set comment_id = case when new.comment is null then null else 1 + max(
      (select indexed_up_to from comment_fts_progress),
      (select coalesce(max(comment_id), 0) from response where comment_id is not null)
    ) end
  where project_id = new.project_id and response_id = new.response_id;
end;

create trigger comment_deleted after delete on response when old.comment_id is not null begin
  insert into comment_fts (comment_fts, rowid, comment)
  select 'delete', old.comment_id, old.comment
  from comment_fts_progress
  where old.comment_id <= indexed_up_to;
end;
`;
