/**
 * What a team does with answers: follow their changes, search their comments, tag them, keep one out of the numbers. The words of
 * comments are kept in step by triggers, whoever writes.
 */
export const SCHEMA_002_ANSWERS = `
-- Epoch microseconds of the last change, made to grow in the order of commits: who has read up to one has missed nothing before it.
alter table response add column updated_us integer not null default 0;
-- Names the answer in comment_fts; null without a comment.
alter table response add column comment_id integer;

update response
set updated_us = 1000 * coalesce(changed_at, received_at);

-- What changed since?
create index response_by_update on response (project_id, updated_us, response_id);

-- What did one company answer last?
create index response_by_account on response (project_id, account_id, responded_at, response_id)
where account_id is not null;

-- Which answers do not count?
create index response_excluded on response (project_id, response_id) where excluded is not null;

update response
set comment_id = numbered.place
from (
  select project_id, response_id, row_number() over (order by responded_at, response_id) as place
  from response
  where comment is not null
) as numbered
where numbered.project_id = response.project_id and numbered.response_id = response.response_id;

-- Whose comment did the search find?
create unique index response_by_comment on response (comment_id) where comment_id is not null;

create view response_comment as
select comment_id, comment
from response
where comment_id is not null;

create virtual table comment_fts using fts5 (
  comment,
  content = 'response_comment',
  content_rowid = 'comment_id',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- The words of a deleted comment leave the file with it; the pragma of the same name does not reach inside an FTS index.
insert into comment_fts (comment_fts, rank) values ('secure-delete', 1);
insert into comment_fts (rowid, comment) select comment_id, comment from response_comment;

create trigger comment_given after insert on response when new.comment is not null begin
  update response
  set comment_id = (select coalesce(max(comment_id), 0) + 1 from response where comment_id is not null)
  where project_id = new.project_id and response_id = new.response_id;
  insert into comment_fts (rowid, comment)
  select comment_id, comment from response where project_id = new.project_id and response_id = new.response_id;
end;

create trigger comment_changed after update of comment on response when old.comment is not new.comment begin
  insert into comment_fts (comment_fts, rowid, comment)
  select 'delete', old.comment_id, old.comment where old.comment_id is not null;
  update response
  set comment_id = case
      when new.comment is null then null
      else coalesce(old.comment_id, (select coalesce(max(comment_id), 0) + 1 from response where comment_id is not null))
    end
  where project_id = new.project_id and response_id = new.response_id;
  insert into comment_fts (rowid, comment)
  select comment_id, comment
  from response
  where project_id = new.project_id and response_id = new.response_id and comment_id is not null;
end;

create trigger comment_deleted after delete on response when old.comment_id is not null begin
  insert into comment_fts (comment_fts, rowid, comment) values ('delete', old.comment_id, old.comment);
end;

create table response_tag (
  project_id integer not null,
  response_id blob not null,
  label_id integer not null,
  primary key (project_id, response_id, label_id),
  foreign key (project_id, response_id) references response on delete cascade,
  foreign key (project_id, label_id) references label
) strict, without rowid;

-- Which answers have a tag?
create index response_tag_by_label on response_tag (project_id, label_id, response_id);

create table audit (
  project_id integer not null references project,
  audit_id integer not null,
  at integer not null,
  actor text not null,
  action text not null,
  subject text not null,
  details text not null check (json_valid(details)),
  primary key (project_id, audit_id)
) strict, without rowid;
`;
