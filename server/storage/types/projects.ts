import type { AuditAction } from '../../../shared/contract/audit.ts';
import type { ProjectSettings } from '../../../shared/project-settings.ts';

export interface NewProject {
  public_id: string;
  public_key: string;
  name: string;
  mode: 'live' | 'test';
  time_zone: string;
  created_at: number;
}

export interface Project extends NewProject {
  id: number;
  settings: ProjectSettings;
  /** Grows with every change that a browser's configuration depends on. */
  revision: number;
}

export interface ProjectChange {
  name?: string;
  time_zone?: string;
  settings?: Partial<ProjectSettings>;
}

/** How a project counts its days and its years, from now on and for all that was stored. */
export interface CalendarChange {
  project_id: number;
  time_zone: string;
  /** 1–12. */
  fiscal_start_month: number;
  /** The zone as numbers: how far its clocks stand ahead of UTC since each of these instants, the earliest first. */
  offsets: { since: number; offset_ms: number }[];
  actor: string;
  now: number;
}

/** How many rows were dated anew: those whose day in the new zone is another one. */
export interface CalendarOutcome {
  response_count: number;
  display_count: number;
}

/** A named date (`end` null) or range of days on the time line. */
export interface Marker {
  id: string;
  name: string;
  start: number;
  end: number | null;
}

export interface AuditEntry {
  /** Grows by one with each entry of a project. */
  number: number;
  at: number;
  actor: string;
  action: AuditAction;
  subject: string;
  details: Record<string, string>;
}
