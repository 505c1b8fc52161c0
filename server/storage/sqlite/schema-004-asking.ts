/**
 * What the asking rules know: one memory per person instead of one row per person and survey, so that a decision reads the same
 * few rows however long the history; and what servers say of people, who wants no more questions, and how many answers a survey
 * with a quota has.
 */
export const SCHEMA_004_ASKING = `
-- By the number of the survey: [wave_started_at, displays_in_wave, last_shown_at, last_answer_at, and what stood here before the
-- last display, null for nothing, while that display can be given back].
create table asking_memory (
  project_id integer not null,
  respondent_id integer not null,
  memory text not null check (json_valid(memory)),
  primary key (project_id, respondent_id),
  foreign key (project_id, respondent_id) references respondent
) strict, without rowid;

insert into asking_memory (project_id, respondent_id, memory)
select project_id, respondent_id,
  json_group_object(survey_id, json_array(wave_started_at, displays_in_wave, last_shown_at, last_answer_at))
from asking
group by project_id, respondent_id;

drop table asking;

-- Whoever opted out stays known by a digest when all else of them is erased: asking them again would break the promise.
create table opt_out (
  project_id integer not null references project,
  person_digest blob not null check (length(person_digest) = 16),
  opted_out_at integer not null,
  primary key (project_id, person_digest)
) strict, without rowid;

alter table respondent add column traits text check (json_valid(traits)); -- set by the vendor's server
alter table respondent add column started_day integer;
alter table respondent add column account_id integer; -- the account the vendor's server put them in
alter table respondent add column merged_into integer; -- the respondent that this device turned out to be

alter table account add column started_day integer;
alter table account add column asked_day integer; -- the last day on which one of its people was asked
alter table account add column asked_count integer not null default 0; -- how many that day

-- What did this device show and answer, before it was known whose it is?
create index display_by_device on display (project_id, respondent_id)
where identity = 'anonymous' and respondent_id is not null;
create index response_by_device on response (project_id, respondent_id)
where identity = 'anonymous' and respondent_id is not null;

-- Answers that count, of surveys that stop after so many; kept in step whoever writes.
create table survey_quota (
  project_id integer not null,
  survey_id integer not null,
  answers integer not null,
  primary key (project_id, survey_id),
  foreign key (project_id, survey_id) references survey
) strict, without rowid;

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

update survey
set definition = json_set(definition,
  '$.pressure.asks_per_account_per_day', 1,
  '$.schedule', json('{"starts_on":null,"wave_days":null,"even_spread":false}'));
`;
