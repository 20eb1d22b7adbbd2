import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STUDY_RIGHT_OID as OID } from '../../../test/samples.js';
import { KoskiStandIn, type Manner } from '../../../test/koski-stand-in.js';
import { koskiAnswer } from './koski-answer.js';
import { KoskiUpstream, type KoskiUpstreamSettings } from './koski-upstream.js';

const credentials = { username: 'hyvaksiluku', password: 'sälä sana' };

describe('the Koski above', () => {
  let standIn: KoskiStandIn;
  const upstream = (more: Partial<KoskiUpstreamSettings> = {}) =>
    new KoskiUpstream({ ...credentials, url: standIn.url, timeoutSeconds: 0.4, atOnce: 2, ...more });
  const keyOf = async (result: Promise<{ refused: string } | null>) => (await result)?.refused ?? null;

  beforeAll(async () => {
    standIn = await KoskiStandIn.start(credentials);
  });
  afterAll(() => standIn.stop());
  beforeEach(() => {
    standIn.reset();
    standIn.known.clear();
    standIn.known.add(OID);
  });

  it('shows a study right and invalidates it', async () => {
    expect(await upstream().look(OID)).toBeNull();
    expect(await upstream().invalidate(OID)).toBeNull();
    expect(standIn.known.has(OID)).toBe(false);
    expect(standIn.asked).toEqual([`GET ${OID}`, `DELETE ${OID}`]);
  });

  it('a lost answer is asked for again; "not found" then means done', async () => {
    standIn.next('DELETE', 'done-then-cut');
    expect(await upstream().invalidate(OID)).toBeNull();
    expect(standIn.asked).toEqual([`DELETE ${OID}`, `DELETE ${OID}`]);
  });

  it.each<Manner>(['silent', 'cut', 'html', 'error-500', 'proxy-404', 'redirect'])(
    'unavailable.koski: twice %s is no answer, once is mended by the second try',
    async (manner) => {
      standIn.next('DELETE', manner, manner);
      expect(await keyOf(upstream().invalidate(OID))).toBe('unavailable.koski');
      expect(standIn.asked).toHaveLength(2);
      standIn.next('DELETE', manner);
      expect(await keyOf(upstream().invalidate(OID))).toBeNull();
    },
  );

  it('takes no longer than it may, its second try included', async () => {
    standIn.next('DELETE', 'silent', 'silent');
    const since = performance.now();
    expect(await keyOf(upstream({ timeoutSeconds: 0.3 }).invalidate(OID))).toBe('unavailable.koski');
    expect(performance.now() - since).toBeGreaterThan(250);
    expect(performance.now() - since).toBeLessThan(3000);
  });

  it('unavailable.koskiEiSallinut: Koski says no with its own key, and is not asked again', async () => {
    standIn.next('DELETE', 'forbidden');
    expect(await upstream().invalidate(OID)).toEqual({
      refused: 'unavailable.koskiEiSallinut',
      details: { studyRightOid: OID, koskiKey: 'forbidden' },
    });
    expect(await upstream({ password: 'x' }).look(OID)).toMatchObject({
      details: { koskiKey: 'unauthorized.loginFail' },
    });
    expect(standIn.asked).toEqual([`DELETE ${OID}`]);
  });

  it('unavailable.koskiEiTunneOpiskeluoikeutta: not found by its key when it is looked up', async () => {
    standIn.known.clear();
    expect(await keyOf(upstream().look(OID))).toBe('unavailable.koskiEiTunneOpiskeluoikeutta');
    standIn.next('GET', 'proxy-404', 'proxy-404');
    expect(await keyOf(upstream().look(OID))).toBe('unavailable.koski');
  });

  it('nobody listening is no answer', async () => {
    expect(await keyOf(upstream({ url: 'http://127.0.0.1:9/koski' }).look(OID))).toBe('unavailable.koski');
  });

  it('asks no more than it may at the same moment', async () => {
    standIn.next('GET', 'slow', 'slow', 'slow');
    const one = upstream({ atOnce: 2, timeoutSeconds: 10 });
    const keys = await Promise.all([keyOf(one.look(OID)), keyOf(one.look(OID)), keyOf(one.look(OID))]);
    expect(keys).toEqual([null, null, 'unavailable.koski']);
    expect(await keyOf(one.look(OID))).toBeNull();
  });

  it('without a Koski there is none', () => {
    expect(new KoskiUpstream(null).isOn).toBe(false);
  });
});

describe('reading an answer of Koski', () => {
  const notFound = '[{"key":"notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia","message":"x"}]';
  it.each<[string, number, string | null, string, object]>([
    ['not found by the key', 404, 'application/json', notFound, { kind: 'NOT_FOUND' }],
    [
      'not found by the key with another status',
      400,
      'application/json;charset=utf-8',
      notFound,
      { kind: 'NOT_FOUND' },
    ],
    ['the key in a page', 404, 'text/html', notFound, { kind: 'NO_ANSWER' }],
    ['404 without a key', 404, 'application/json', '{}', { kind: 'NO_ANSWER' }],
    ['success that names another study right', 200, 'application/json', '{"oid":"x"}', { kind: 'NO_ANSWER' }],
    ['success that is no JSON', 200, 'application/json', '{', { kind: 'NO_ANSWER' }],
    ['an empty success', 204, null, '', { kind: 'NO_ANSWER' }],
    ['a refusal', 403, 'application/json', '[{"key":"forbidden"}]', { kind: 'REFUSED', koskiKey: 'forbidden' }],
    ['a failure with a key', 503, 'application/json', '[{"key":"unavailable"}]', { kind: 'NO_ANSWER' }],
    ['a key that is none', 403, 'application/json', '[{"key":"<script>"}]', { kind: 'NO_ANSWER' }],
    ['what DELETE says', 200, 'application/json', `{"opiskeluoikeudet":[{"oid":"${OID}"}]}`, { kind: 'DONE' }],
  ])('%s', (_, status, contentType, body, expected) => {
    expect(koskiAnswer({ status, contentType, body }, OID)).toEqual(expected);
  });
});
