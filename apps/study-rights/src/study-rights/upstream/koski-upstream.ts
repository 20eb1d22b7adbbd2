import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import { koskiAnswer, type KoskiAnswer } from './koski-answer.js';

export interface KoskiUpstreamSettings {
  /** Origin with the path in front of `/api`, such as https://virkailija.opintopolku.fi/koski. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How long one question may take, its second try included. */
  readonly timeoutSeconds: number;
  /** Questions at the same moment; one more gets no answer at once, so that a slow Koski never holds all connections. */
  readonly atOnce: number;
}

const LARGEST_ANSWER = 8 * 1024 * 1024;
const TRIES = 2;

/**
 * The Koski that invalidations go to first. Each method gives null when Koski has said yes, and else the refusal: of an
 * unreachable Koski and of an answer that is not understood as well.
 */
export class KoskiUpstream {
  private asking = 0;

  /** @param settings null: there is no Koski above, every invalidation is settled here */
  constructor(private readonly settings: KoskiUpstreamSettings | null) {}

  get isOn(): boolean {
    return this.settings !== null;
  }

  /** Whether Koski shows the study right to our service user, before it is asked to invalidate it. */
  async look(oid: string): Promise<Refusal | null> {
    return this.refusalOf(await this.ask('GET', oid), oid);
  }

  /**
   * Invalidates there. "Not found" means done: Koski has shown the study right before (`look`), so an earlier request did
   * it whose answer was lost.
   */
  async invalidate(oid: string): Promise<Refusal | null> {
    const answer = await this.ask('DELETE', oid);
    return answer.kind === 'NOT_FOUND' ? null : this.refusalOf(answer, oid);
  }

  private refusalOf(answer: KoskiAnswer, studyRightOid: string): Refusal | null {
    switch (answer.kind) {
      case 'DONE':
        return null;
      case 'NOT_FOUND':
        return refuse('unavailable.koskiEiTunneOpiskeluoikeutta', { studyRightOid });
      case 'REFUSED':
        return refuse('unavailable.koskiEiSallinut', { studyRightOid, koskiKey: answer.koskiKey });
      case 'NO_ANSWER':
        return refuse('unavailable.koski', { studyRightOid });
    }
  }

  /** Asks, and once more when no answer came that can be understood; both within the time of one question. */
  private async ask(method: 'GET' | 'DELETE', oid: string): Promise<KoskiAnswer> {
    const { settings } = this;
    if (settings === null) throw new Error('No Koski is set (KOSKI_URL)');
    if (this.asking >= settings.atOnce) return { kind: 'NO_ANSWER' };
    this.asking += 1;
    try {
      const until = performance.now() + settings.timeoutSeconds * 1000;
      let answer: KoskiAnswer = { kind: 'NO_ANSWER' };
      for (let left = TRIES; left > 0 && answer.kind === 'NO_ANSWER'; left -= 1) {
        const milliseconds = Math.ceil((until - performance.now()) / left);
        if (milliseconds <= 0) break;
        answer = await askOnce(settings, { method, oid, milliseconds });
      }
      return answer;
    } finally {
      this.asking -= 1;
    }
  }
}

async function askOnce(
  { url, username, password }: KoskiUpstreamSettings,
  question: { method: string; oid: string; milliseconds: number },
): Promise<KoskiAnswer> {
  const { method, oid, milliseconds } = question;
  try {
    const response = await fetch(`${url}/api/opiskeluoikeus/${oid}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        // What the national services ask of every caller (ehoks-koski.md, 5.5).
        'caller-id': 'fi.hyvaksiluku.study-rights',
        csrf: 'hyvaksiluku',
        cookie: 'CSRF=hyvaksiluku',
      },
      signal: AbortSignal.timeout(milliseconds),
    });
    const body = await textOf(response);
    const answer = { status: response.status, contentType: response.headers.get('content-type'), body };
    return koskiAnswer(answer, oid);
  } catch {
    // Unreachable, cut off, too late or too long: the cause may name hosts, and is the same to the one who asks.
    return { kind: 'NO_ANSWER' };
  }
}

/** @throws Error when the answer is longer than any study right can be */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_ANSWER) throw new Error('The answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
