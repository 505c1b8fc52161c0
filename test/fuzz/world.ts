import type { Elleve } from '../server/harness.ts';
import { respond, show } from '../server/page.ts';
import { call, makeSurvey } from '../server/team.ts';
import { Known } from './known.ts';
import type { Keys } from './valid-request.ts';

export interface World {
  elleve: Elleve;
  projectId: number;
  /** Ids without a form of their own. */
  vendorsIds: string[];
  known: Known;
  /** Renewed when a request has revoked the key. */
  keys: Keys;
}

/** A project of its own with something of everything, and what may be known of it. */
export async function newWorld(server: Elleve): Promise<World> {
  const project = await server.newProject({ name: 'Fuzzed' });
  const elleve: Elleve = { ...server, ...project };
  const known = new Known();
  // No two worlds know each other's people.
  const own = (id: string) => `${id}-${project.project_id.slice(-6)}`;
  for (let i = 0; i < 6; i++) {
    const account = { id: own(`company-${i}`), traits: { plan: 'pro' } };
    const { id, display } = await respond(
      elleve,
      own(`person-${i}`),
      { score: i + 3, comment: `Comment ${i}` },
      { account },
    );
    known.learn(id);
    known.learnDisplay(display.id, display.write_token);
  }
  for (let i = 0; i < 20; i++) {
    const { id, write_token } = await show(elleve, own(`asked-${i}`));
    known.learnDisplay(id, write_token);
    known.learn(id);
  }
  known.learn(await makeSurvey(elleve, { kind: 'transactional' }, 'live'));
  for (const name of ['Release', 'Campaign']) {
    known.learn((await call(elleve, 'POST', '/markers', { body: { name, since: '2026-03-01' } })).body);
  }
  known.learn((await call(elleve, 'POST', '/keys', { body: { scopes: ['read'] } })).body);
  known.learn((await call(elleve, 'POST', '/signing-keys', { body: {} })).body);
  known.learn([project.survey_id, 'plan', 'role', own('person-1'), own('company-1')]);
  const { id: projectId } = (await server.storage.findProjectByPublicKey(project.public_key))!;
  return {
    elleve,
    projectId,
    vendorsIds: [own('person-1'), own('company-1')],
    known,
    keys: { public_key: project.public_key, secret_key: project.secret_key },
  };
}
