import { startElleve, type Elleve } from '../server/harness.ts';
import { answer, show } from '../server/page.ts';
import { call } from '../server/team.ts';
import { DAY_MS } from '../server/harness.ts';
import { uuidv7 } from '../../shared/uuid.ts';

/** A project small enough to be read, in which every report has something to say. The documents' examples are about it. */
export interface ExampleProject extends Elleve {
  /** What chance or the clock of the build made up, in the text of an answer, replaced by stand-ins that never change. */
  standIn: (text: string) => string;
  /** The other way round, for a request that names a stand-in. */
  real: (text: string) => string;
}

export const STAND_INS = {
  project: 'prj_7Qm2xYc4Rk9TzB1a',
  survey: 'srv_3kPz8QwLmX5vN2Ty',
  publicKey: 'elv_pk_5hTq9ZrW2mK8xYb4LcVn7P',
  marker: 'mrk_9sDf4GhJk2LzXc7V',
  cursor: 'bmV4dCBwYWdl',
  writeToken: 'k3Jd9sPq_2mXv7Lw-0RtYz',
  keyName: 'Wq7Zx2Lp',
  kid: 'Tb5nWq8Zk2Lp',
  newKid: 'Rc4mXv7Yh3Js',
  newSecret: 'Gt6Yh8Uj1Ik3Ol5Pq7Za9Xs2Wd4Ec6Rf8Vt0Bg2Ny4Mh',
  firstKeyName: '4fGh7JkL',
  newKey: 'elv_sk_8KdLm2Pq_Zx3Cv6Bn9Mq1We4Rt7Yu0Io2Pa5Sd8Fg1Hj4Kl7Qz0Xc3Vb6N',
} as const;

const COMPANIES = ['acme', 'birk', 'cirkel', 'dynamo', 'egeskov', 'fjord', 'granit', 'havn', 'isbjerg'];
const PLANS = ['enterprise', 'pro', 'pro', 'free', 'pro', 'enterprise', 'free', 'pro', 'free'];
/** Of four people in each company, in the spring and in the autumn. */
const SPRING = [
  9, 8, 6, 10, 7, 9, 3, 8, 9, 10, 5, 7, 8, 9, 2, 9, 10, 6, 7, 8, 9, 9, 4, 10, 8, 7, 6, 9, 8, 9, 10, 5, 7, 9, 8, 6,
];
const AUTUMN = [
  10, 9, 7, 10, 8, 9, 5, 9, 9, 10, 6, 8, 9, 9, 3, 10, 10, 8, 8, 9, 10, 9, 2, 10, 9, 3, 7, 9, 9, 10, 10, 6, 8, 9, 9, 7,
];
const COMMENTS: Record<number, string> = {
  2: 'The export is too slow.',
  3: 'The export stops half way.',
  5: 'Support took a week to answer.',
  6: 'Good, but the export is slow.',
  9: 'Invoices go out in a minute.',
  10: 'Setting up invoices was easy.',
};

/** The caller closes it. */
export async function startExampleProject(): Promise<ExampleProject> {
  const elleve = deterministic(await startElleve({ name: 'Fakturo' }));
  await prepare(elleve);
  await tellWave(elleve, '2026-04-01', SPRING);
  await tellWave(elleve, '2026-10-01', AUTUMN);
  elleve.clock.now = Date.parse('2026-11-20T09:00:00Z');
  const { body } = await call(elleve, 'GET', '/markers');
  const marker = (body['data'] as { id: string }[])[0]!.id;
  const { body: signingKey } = await call(elleve, 'POST', '/signing-keys', { body: {} });
  const kid = String(signingKey['kid']);
  const pairs: [string, string][] = [
    [elleve.project_id, STAND_INS.project],
    [elleve.survey_id, STAND_INS.survey],
    [elleve.public_key, STAND_INS.publicKey],
    [marker, STAND_INS.marker],
    [nameOfKey(elleve.secret_key), STAND_INS.firstKeyName],
    [nameOfKey(await elleve.newKey('read')), STAND_INS.keyName],
    [kid, STAND_INS.kid],
  ];
  return { ...elleve, ...standIns(pairs) };
}

function nameOfKey(key: string): string {
  return key.split('_')[2]!;
}

function standIns(pairs: [string, string][]): Pick<ExampleProject, 'standIn' | 'real'> {
  const replaced = (text: string, from: 0 | 1) =>
    pairs.reduce((result, pair) => result.replaceAll(pair[from], pair[1 - from]!), text);
  return {
    real: (text) => replaced(text, 1),
    standIn: (text) =>
      replaced(text, 0)
        .replace(/"next_cursor":"[^"]+"/g, `"next_cursor":"${STAND_INS.cursor}"`)
        .replace(/"kid":"(?!Tb5nWq8Zk2Lp)[^"]+"/g, `"kid":"${STAND_INS.newKid}"`)
        .replace(/(s\/preview\/[\w.]+)\.[\w-]{22}/g, '$1.Xw4Qm8ZbR2_nT6yLk0VcPs')
        .replace(/"secret":"[^"]+"/g, `"secret":"${STAND_INS.newSecret}"`)
        .replace(/"write_token":"[^"]+"/g, `"write_token":"${STAND_INS.writeToken}"`)
        .replace(
          /\b(srv|mrk|prj|wh)_(?!3kPz8QwLmX5vN2Ty|9sDf4GhJk2LzXc7V|7Qm2xYc4Rk9TzB1a)[0-9A-Za-z]{16}\b/g,
          '$1_6bNm4VcXz1QwErTy',
        )
        .replace(/"name":"(?!4fGh7JkL|Wq7Zx2Lp)[0-9A-Za-z]{8}","scopes"/g, '"name":"8KdLm2Pq","scopes"')
        .replace(/elv_sk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}/g, STAND_INS.newKey),
  };
}

/** Ids in the order in which they are made, so that two runs say the same. */
function deterministic(elleve: Elleve): Elleve {
  let made = 0;
  return {
    ...elleve,
    newId: () => {
      made += 1;
      return uuidv7(
        elleve.clock.now,
        Uint8Array.from({ length: 16 }, (_, place) => (place < 11 ? 7 : made >> (4 * (15 - place)))),
      );
    },
  };
}

async function prepare(elleve: Elleve): Promise<void> {
  await change(elleve, 'PUT', '/traits/region', { type: 'text', of: 'account', source: 'browser' });
  await change(elleve, 'PUT', '/levels', {
    levels: [
      { name: 'critical', from: -100 },
      { name: 'acceptable', from: 0 },
      { name: 'good', from: 30 },
      { name: 'excellent', above: 50 },
    ],
    baseline: { name: 'Spring', since: '2026-04-01', until: '2026-06-30' },
    references: [],
  });
  await change(elleve, 'POST', '/markers', { name: 'New export', since: '2026-10-12' });
}

/** One person a day, so that no company is asked twice on one. */
async function tellWave(elleve: Elleve, first: string, scores: number[]): Promise<void> {
  for (const [place, score] of scores.entries()) {
    elleve.clock.now = Date.parse(`${first}T08:30:00Z`) + place * DAY_MS;
    const company = place % COMPANIES.length;
    const display = await show(elleve, `user-${place + 1}`, {
      account: {
        id: COMPANIES[company]!,
        traits: { plan: PLANS[company]!, region: company % 2 === 0 ? 'dk' : 'se' },
      },
      locale: company % 2 === 0 ? 'da' : 'sv',
      ...(place % 3 === 0 && { touchpoint: 'invoice_paid' }),
    });
    elleve.clock.now += 4_000 + 700 * place;
    const comment = place % 2 === 0 ? COMMENTS[score] : undefined;
    if (place % 9 !== 8) await said(elleve, display, { score, ...(comment !== undefined && { comment }) });
  }
}

async function said(elleve: Elleve, display: Awaited<ReturnType<typeof show>>, fields: object): Promise<void> {
  const { status, body } = await answer(elleve, display, { ...fields });
  if (status !== 201) throw new Error(`An answer of the example was refused: ${JSON.stringify(body)}`);
}

async function change(elleve: Elleve, method: 'PUT' | 'POST' | 'PATCH', path: string, body: object): Promise<void> {
  const { status, body: heard } = await call(elleve, method, path, { body });
  if (status >= 300) throw new Error(`${method} ${path} answers ${JSON.stringify(heard)}`);
}
