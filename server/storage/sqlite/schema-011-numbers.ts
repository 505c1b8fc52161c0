/**
 * Smaller rows. Words are stored as numbers, their places in `STORED_WORDS`; a display is told of its answer by its outcome alone, so that
 * its row keeps its length; when an answer came in is told from when it was given; and the digest of the first body is kept only
 * of an answer that is no longer as it was given. Both tables are written anew, in the order of their keys.
 */
export const SCHEMA_011_NUMBERS = `
-- It reads a table that is not there for a moment.
drop view response_comment;

create table display_in_numbers (
  project_id integer not null,
  display_id blob not null check (length(display_id) = 16),
  survey_id integer not null,
  survey_version integer not null,
  respondent_id integer,
  account_id integer,
  trait_set_id integer,
  locale_id integer,
  touchpoint_id integer,
  device integer check (device between 0 and 2), -- desktop, tablet, phone
  url_path text,
  identity integer not null check (identity between 0 and 3), -- verified, verified_late, claimed, anonymous
  day integer not null,
  displayed_at integer not null,
  outcome integer not null default 0 check (outcome between 0 and 5), -- open, answered, closed, escape, timeout, not_drawn
  primary key (project_id, display_id),
  foreign key (project_id, survey_id) references survey,
  foreign key (project_id, respondent_id) references respondent,
  foreign key (project_id, account_id) references account
) strict, without rowid;

insert into display_in_numbers
select project_id, display_id, survey_id, survey_version, respondent_id, account_id, trait_set_id, locale_id, touchpoint_id,
  case device when 'desktop' then 0 when 'tablet' then 1 when 'phone' then 2 end,
  url_path,
  case identity when 'verified' then 0 when 'verified_late' then 1 when 'claimed' then 2 when 'anonymous' then 3 end,
  day,
  displayed_at,
  case outcome
    when 'open' then 0 when 'answered' then 1 when 'closed' then 2 when 'escape' then 3 when 'timeout' then 4 when 'not_drawn' then 5
  end
from display
order by project_id, display_id;

drop table display;
alter table display_in_numbers rename to display;

-- What did this device show, before it was known whose it is?
create index display_by_device on display (project_id, respondent_id)
where identity = 3 and respondent_id is not null;

create table response_in_numbers (
  project_id integer not null,
  response_id blob not null check (length(response_id) = 16),
  display_id blob,
  original blob check (length(original) = 8), -- digest of the first body; null while the row says the same
  survey_id integer not null,
  survey_version integer not null,
  respondent_id integer,
  account_id integer,
  trait_set_id integer,
  locale_id integer,
  touchpoint_id integer,
  score integer not null check (typeof(score) = 'integer' and score between 0 and 10),
  comment text,
  contact_ok integer check (contact_ok in (0, 1)),
  channel integer not null check (channel between 0 and 4), -- widget, link, email, api, import
  identity integer not null check (identity between 0 and 3), -- verified, verified_late, claimed, anonymous
  url_path text,
  day integer not null,
  responded_at integer not null,
  received_after integer not null, -- milliseconds after responded_at
  delay_ms integer check (delay_ms >= 0), -- since its display; null without one
  changed_at integer,
  excluded text, -- why it does not count; null for one that counts
  updated_us integer not null default 0, -- epoch microseconds of the last change, growing in the order of commits
  comment_id integer, -- names the answer in comment_fts; null without a comment
  flags integer not null default 0,
  primary key (project_id, response_id),
  foreign key (project_id, survey_id) references survey,
  foreign key (project_id, respondent_id) references respondent,
  foreign key (project_id, account_id) references account
) strict, without rowid;

insert into response_in_numbers
select project_id, response_id, display_id,
  -- A row that was touched later may have lost its comment since: its digest stays.
  case
    when display_id is null or changed_at is not null or updated_us / 1000 <> received_at then original
  end,
  survey_id, survey_version, respondent_id, account_id, trait_set_id, locale_id, touchpoint_id, score, comment, contact_ok,
  case channel when 'widget' then 0 when 'link' then 1 when 'email' then 2 when 'api' then 3 when 'import' then 4 end,
  case identity when 'verified' then 0 when 'verified_late' then 1 when 'claimed' then 2 when 'anonymous' then 3 end,
  url_path, day, responded_at, received_at - responded_at, delay_ms, changed_at, excluded, updated_us, comment_id, flags
from response
order by project_id, response_id;

drop table response;
alter table response_in_numbers rename to response;

-- What came in last?
create index response_by_time on response (project_id, responded_at, response_id);

-- What changed since?
create index response_by_update on response (project_id, updated_us, response_id);

-- Which answers do not count?
create index response_excluded on response (project_id, response_id) where excluded is not null;

-- Which answers look odd?
create index response_flagged on response (project_id, response_id) where flags <> 0;

-- What did this device answer, before it was known whose it is?
create index response_by_device on response (project_id, respondent_id)
where identity = 3 and respondent_id is not null;

-- Whose comment did the search find?
create unique index response_by_comment on response (comment_id) where comment_id is not null;

create view response_comment as
select comment_id, comment
from response
where comment_id is not null and comment_id <= (select indexed_up_to from comment_fts_progress);

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

create trigger quota_filled after insert on response when new.excluded is null begin
  update survey_quota set answers = answers + 1 where project_id = new.project_id and survey_id = new.survey_id;
end;

create trigger quota_freed after delete on response when old.excluded is null begin
  update survey_quota set answers = answers - 1 where project_id = old.project_id and survey_id = old.survey_id;
end;

create trigger quota_moved after update of excluded on response when (old.excluded is null) <> (new.excluded is null) begin
  update survey_quota
  set answers = answers + (new.excluded is null) - (old.excluded is null)
  where project_id = new.project_id and survey_id = new.survey_id;
end;
`;
