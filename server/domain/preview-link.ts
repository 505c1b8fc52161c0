import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Preview } from '../../shared/contract/preview.ts';
import type { Context } from '../context.ts';
import type { Project } from '../storage/storage.ts';

const LIFE_S = 60 * 60;
const TOKEN = /^(elv_pk_[0-9A-Za-z]{22})\.(srv_[0-9A-Za-z]{16})\.(\d{1,12})\.([\w-]{22})$/;

/** Which survey of which project a preview shows. */
export interface Previewed {
  publicKey: string;
  surveyId: string;
}

/** A link that says by itself what it shows and until when: nothing of it is stored. */
export function previewLink(
  { secret, publicUrl, now }: Pick<Context, 'secret' | 'publicUrl' | 'now'>,
  { public_key }: Project,
  surveyId: string,
  locale: string | undefined,
): Preview {
  const expires = Math.floor(now() / 1000) + LIFE_S;
  const content = `${public_key}.${surveyId}.${expires}`;
  const query = locale === undefined ? '' : `?locale=${encodeURIComponent(locale)}`;
  return {
    url: `${publicUrl}/s/preview/${content}.${signatureOf(content, secret)}${query}`,
    expires_at: new Date(expires * 1000).toISOString(),
  };
}

/** `undefined` for a token that we did not make, or that has expired. */
export function previewedBy(token: string, { secret, now }: Context): Previewed | undefined {
  const [, publicKey, surveyId, expires, signature] = TOKEN.exec(token) ?? [];
  if (publicKey === undefined || surveyId === undefined || signature === undefined) return undefined;
  const expected = signatureOf(`${publicKey}.${surveyId}.${expires}`, secret);
  const isOurs = timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  return isOurs && Number(expires) * 1000 > now() ? { publicKey, surveyId } : undefined;
}

function signatureOf(content: string, secret: string): string {
  return createHmac('sha256', secret).update(`preview:${content}`).digest('base64url').slice(0, 22);
}
