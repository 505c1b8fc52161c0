/**
 * The first schema. Every primary key begins with `project_id`; tables that grow are WITHOUT ROWID, so that a row is found by one
 * descent. People, accounts, trait snapshots, locales and touchpoints are stored once and named by small integers.
 */
export const SCHEMA_001 = `
create table project (
  project_id integer primary key,
  public_id text not null unique,
  public_key text not null unique,
  name text not null,
  mode text not null check (mode in ('live', 'test')),
  time_zone text not null,
  revision integer not null default 0,
  settings text not null default '{}' check (json_valid(settings)), -- what differs from the defaults
  created_at integer not null
) strict;

create table api_key (
  project_id integer not null references project,
  name text not null,
  hash blob not null unique check (length(hash) = 32),
  scopes text not null,
  created_at integer not null,
  expires_at integer,
  revoked_at integer,
  primary key (project_id, name)
) strict, without rowid;

create table trait (
  project_id integer not null references project,
  key text not null,
  type text not null check (type in ('text', 'number', 'date', 'boolean')),
  of text not null check (of in ('respondent', 'account')),
  source text not null check (source in ('browser', 'server')),
  primary key (project_id, key)
) strict, without rowid;

create table marker (
  project_id integer not null references project,
  marker_id text not null,
  name text not null,
  start_day integer not null,
  end_day integer check (end_day > start_day), -- null for a single date
  primary key (project_id, marker_id)
) strict, without rowid;

create table survey (
  project_id integer not null references project,
  survey_id integer not null,
  public_id text not null,
  kind text not null check (kind in ('relationship', 'transactional')),
  definition text not null check (json_valid(definition)),
  primary key (project_id, survey_id),
  unique (project_id, public_id)
) strict, without rowid;

create table survey_version (
  project_id integer not null,
  survey_id integer not null,
  version integer not null,
  wording text not null check (json_valid(wording)),
  created_at integer not null,
  primary key (project_id, survey_id, version),
  foreign key (project_id, survey_id) references survey
) strict, without rowid;

create table respondent (
  project_id integer not null references project,
  respondent_id integer not null,
  anonymous integer not null check (anonymous in (0, 1)),
  external_id text not null,
  primary key (project_id, respondent_id),
  unique (project_id, external_id, anonymous)
) strict, without rowid;

create table account (
  project_id integer not null references project,
  account_id integer not null,
  external_id text not null,
  traits text check (json_valid(traits)), -- set by the vendor's server
  primary key (project_id, account_id),
  unique (project_id, external_id)
) strict, without rowid;

create table trait_set (
  project_id integer not null references project,
  trait_set_id integer not null,
  traits text not null check (json_valid(traits)),
  primary key (project_id, trait_set_id),
  unique (project_id, traits)
) strict, without rowid;

create table label (
  project_id integer not null references project,
  label_id integer not null,
  text text not null,
  primary key (project_id, label_id),
  unique (project_id, text)
) strict, without rowid;

-- What the asking rules remember of one person and one survey.
create table asking (
  project_id integer not null,
  respondent_id integer not null,
  survey_id integer not null,
  wave_started_at integer not null,
  displays_in_wave integer not null,
  last_shown_at integer not null,
  last_answer_at integer,
  before_last_display text, -- the row as it was, for a display that is given back; 'none' when there was no row
  primary key (project_id, respondent_id, survey_id),
  foreign key (project_id, respondent_id) references respondent,
  foreign key (project_id, survey_id) references survey
) strict, without rowid;

create table display (
  project_id integer not null,
  display_id blob not null check (length(display_id) = 16),
  survey_id integer not null,
  survey_version integer not null,
  respondent_id integer,
  account_id integer,
  trait_set_id integer,
  locale_id integer,
  touchpoint_id integer,
  device text,
  url_path text,
  identity text not null check (identity in ('verified', 'verified_late', 'claimed', 'anonymous')),
  day integer not null,
  displayed_at integer not null,
  outcome text not null default 'open' check (outcome in ('open', 'answered', 'closed', 'escape', 'timeout', 'not_drawn')),
  response_id blob,
  primary key (project_id, display_id),
  foreign key (project_id, survey_id) references survey,
  foreign key (project_id, respondent_id) references respondent,
  foreign key (project_id, account_id) references account
) strict, without rowid;

create table response (
  project_id integer not null,
  response_id blob not null check (length(response_id) = 16),
  display_id blob,
  original blob not null check (length(original) = 8), -- digest of the first body: tells a retry from another answer
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
  channel text not null check (channel in ('widget', 'link', 'email', 'api', 'import')),
  identity text not null check (identity in ('verified', 'verified_late', 'claimed', 'anonymous')),
  url_path text,
  day integer not null,
  responded_at integer not null,
  received_at integer not null,
  changed_at integer,
  excluded text, -- why it does not count; null for one that counts
  primary key (project_id, response_id),
  foreign key (project_id, survey_id) references survey,
  foreign key (project_id, respondent_id) references respondent,
  foreign key (project_id, account_id) references account
) strict, without rowid;

-- What came in last?
create index response_by_time on response (project_id, responded_at, response_id);
`;
