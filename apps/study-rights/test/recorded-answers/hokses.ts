import { database } from '#testing';
import { newStudyRightOid } from '../../src/study-rights/koski/new-study-right-oid.js';
import type { Opiskeluoikeus } from '../../src/study-rights/domain/opiskeluoikeus.js';
import { EHOKS, HOKS } from '../ehoks.js';
import {
  endingIn,
  given,
  type Given,
  mitatoija,
  paakayttaja,
  payload,
  putOppija,
  slaveOf,
  tallentaja,
} from '../koski.js';
import { freshLearner } from '../provider.js';
import { hoks, opiskeluoikeus, OPPILAITOS, period, periods, STUDY_RIGHT_OID, suoritus } from '../samples.js';
import { type Caller, saying, type Story, type Telling, userWith, who } from './story.js';

interface Stored {
  readonly meta: { readonly id: number };
}
type Pair = Given & { readonly id: number };

const SYSTEM = `${EHOKS}/virkailija/hoks`;
const byHand = (learner: string): string => `${EHOKS}/virkailija/oppijat/${learner}/hoksit`;
const qualification = (): Opiskeluoikeus => payload('ammatillinen-tutkinto');

/** The minimum of a HOKS whose survey waits for a day far ahead, so that no job decides on it between two questions. */
const plan = ({ oid, learner }: { oid: string; learner: string }, more: object = {}) => ({
  ...hoks(oid, learner),
  'ensikertainen-hyvaksyminen': '2150-09-01',
  ...more,
});

/** A study right with a HOKS; storing them is not recorded. */
async function givenPair(run: Telling, more: object = {}, sent = qualification()): Promise<Pair> {
  const studyRight = await given(sent);
  const reply = await tallentaja.post<Stored>(HOKS, plan(studyRight, more));
  if (reply.status !== 200) throw new Error(`No HOKS: ${JSON.stringify(reply.body)}`);
  return { ...studyRight, id: run.hoks(reply.body.meta.id) };
}

async function end({ oid, learner, sent }: Given): Promise<void> {
  const ended = endingIn(sent, period('2026-10-01', 'eronnut'));
  const { status } = await putOppija(tallentaja, learner, { ...ended, oid });
  if (status !== 200) throw new Error('Not ended');
}

/** A study right that was invalidated although it has a HOKS: such pairs are left from before the guard. */
async function breakPair(oid: string): Promise<void> {
  await database('study-rights').query(
    `UPDATE study_right SET invalidated = true, invalidation_reason = 'WRONG_TYPE', invalidated_on = '2026-10-01' WHERE oid = $1`,
    [oid],
  );
}

const full = {
  'osaamisen-saavuttamisen-pvm': '2020-10-01',
  'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID,
  'urasuunnitelma-koodi-uri': 'urasuunnitelma_0001',
  'urasuunnitelma-koodi-versio': 1,
  sahkoposti: ' a@b.example ',
  puhelinnumero: '1\n',
  versio: 3,
  hyvaksytty: '2026-09-01T10:00:00.000Z',
  paivitetty: '2026-09-01T10:00:00.000+03:00',
  'aiemmin-hankitut-ammat-tutkinnon-osat': [
    {
      'tutkinnon-osa-koodi-uri': 'tutkinnonosat_100002',
      'tutkinnon-osan-perusteen-diaarinro': 'OPH-1234-2025',
      'tarkentavat-tiedot-osaamisen-arvioija': {
        'aiemmin-hankitun-osaamisen-arvioijat': [
          { nimi: 'Testi Arvioija', organisaatio: { 'oppilaitos-oid': OPPILAITOS } },
        ],
      },
    },
  ],
  'hankittavat-ammat-tutkinnon-osat': [
    {
      'tutkinnon-osa-koodi-uri': 'tutkinnonosat_100003',
      'opetus-ja-ohjaus-maara': 10.5,
      'osaamisen-hankkimistavat': [
        {
          alku: '2026-09-01',
          loppu: '2026-12-18',
          'yksiloiva-tunniste': '1',
          'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_koulutussopimus',
          'osa-aikaisuustieto': 100,
          'jarjestajan-edustaja': { nimi: 'Testi Edustaja' },
          'tyopaikalla-jarjestettava-koulutus': {
            'tyopaikan-nimi': 'Esimerkki Oy',
            'tyopaikan-y-tunnus': '0112038-9',
            'vastuullinen-tyopaikka-ohjaaja': { nimi: 'Testi Ohjaaja', sahkoposti: 'o@b.example' },
          },
        },
      ],
    },
  ],
  'opiskeluvalmiuksia-tukevat-opinnot': [{ nimi: 'x', kuvaus: 'ä€😀', alku: '2026-09-01', loppu: '2026-09-02' }],
  'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': 'ammatillinenkoulutusoppimisentuentyyppi_03' }],
};

const life: readonly Story[] = [
  {
    name: 'a HOKS is checked, stored, read, replaced, patched, deleted, restored and erased',
    tell: async (run) => {
      const studyRight = await given(qualification());
      const { oid } = studyRight;
      await run.ask('checked', who.tallentaja, `POST ${EHOKS}/validointi`, plan(studyRight));
      await run.ask('none yet', who.katselija, `GET ${HOKS}/opiskeluoikeus/${oid}`);
      const { meta } = await run.ask<Stored>('stored', who.tallentaja, `POST ${HOKS}`, plan(studyRight));
      const one = `${HOKS}/${meta.id}`;
      await run.ask('read', who.katselija, `GET ${one}`);
      await run.ask('read by its study right', who.katselija, `GET ${HOKS}/opiskeluoikeus/${oid}`);
      await run.ask('HEAD', who.katselija, `HEAD ${one}`);
      await run.ask('checked while it is there', who.tallentaja, `POST ${EHOKS}/validointi`, plan(studyRight));
      await run.ask('stored twice', who.tallentaja, `POST ${HOKS}`, plan(studyRight));
      await run.ask('replaced', who.tallentaja, `PUT ${one}`, plan(studyRight, { ...full, id: meta.id }));
      await run.ask('read as a whole', who.katselija, `GET ${one}`);
      await run.ask('patched', who.tallentaja, `PATCH ${one}`, { puhelinnumero: '2', sahkoposti: 'b@b.example' });
      await run.ask('patched with nothing', who.tallentaja, `PATCH ${one}`, {});
      await run.ask('patched without a body', who.tallentaja, `PATCH ${one}`);
      await run.ask('replaced by the minimum', who.tallentaja, `PUT ${one}`, {
        ...{ 'ensikertainen-hyvaksyminen': '2150-09-01', 'osaamisen-hankkimisen-tarve': false },
      });
      await run.ask('read again', who.katselija, `GET ${one}`);
      await run.ask('deleted', who.tallentaja, `PATCH ${one}/shallow-delete`);
      await run.ask('deleted again', who.tallentaja, `PATCH ${one}/shallow-delete`, { 'oppilaitos-oid': null });
      await run.ask('not read', who.katselija, `GET ${one}`);
      await run.ask('not patched', who.tallentaja, `PATCH ${one}`, {});
      await run.ask('stored beside a deleted one', who.tallentaja, `POST ${HOKS}`, plan(studyRight));
      await run.ask('restored by whom it is not for', who.tallentaja, `PATCH ${one}/undo-shallow-delete`);
      await run.ask('restored', who.paakayttaja, `PATCH ${one}/undo-shallow-delete`);
      await run.ask('restored again', who.paakayttaja, `PATCH ${SYSTEM}/${meta.id}/undo-shallow-delete`, {});
      await run.ask('erased by whom it is not for', who.tallentaja, `DELETE ${one}`);
      await run.ask('erased', who.paakayttaja, `DELETE ${SYSTEM}/${meta.id}`);
      await run.ask('erased again', who.paakayttaja, `DELETE ${one}`);
      await run.ask('restored after that', who.paakayttaja, `PATCH ${one}/undo-shallow-delete`);
      await run.ask('stored anew', who.tallentaja, `POST ${HOKS}`, plan(studyRight, full));
    },
  },
  {
    name: 'POST hoks: what is asked of the study right',
    tell: async (run) => {
      const post = (what: string, whose: { oid: string; learner: string }, caller = who.tallentaja) =>
        run.ask(what, caller, `POST ${HOKS}`, plan(whose));
      const { oid, learner, sent } = await given(qualification());
      await post('unknown', { oid: newStudyRightOid(), learner });
      await post('another organisation’s', { oid, learner }, who.toinen);
      await post('of another learner', { oid, learner: freshLearner() });
      const contained = { sisältyyOpiskeluoikeuteen: { oppilaitos: sent.oppilaitos, oid } };
      await post('contained in another', await given(payload('ammatillinen-tutkinto', contained), tallentaja, learner));
      await post('lukio', await given(payload('lukio')));
      await post('ended', await given(endingIn(qualification(), period('2026-10-01', 'eronnut'))));
      await post('a viewer', { oid, learner }, who.katselija);
      await post('a person', { oid, learner }, who.paivi);
      await post('a learner', { oid, learner }, who.leo);
      await post('somebody of a university', { oid, learner }, who.hanna);
      await post('the main user', { oid, learner }, who.paakayttaja);
      const tuva = await userWith('of TUVA only', {
        institution_oid: OPPILAITOS,
        roles: ['PROVIDER'],
        study_right_types: ['tuva'],
      });
      const other = await given(qualification());
      await post('of TUVA only', other, tuva);
      await mitatoija.delete(`/koski/api/opiskeluoikeus/${other.oid}?syy=WRONG_TYPE`);
      await post('invalidated', other);
      await run.ask('checked: invalidated', who.tallentaja, `POST ${EHOKS}/validointi`, plan(other));
      await run.ask('checked: another organisation’s', who.toinen, `POST ${EHOKS}/validointi`, plan({ oid, learner }));
      await run.ask('checked: a viewer', who.katselija, `POST ${EHOKS}/validointi`, plan({ oid, learner }));
      await run.ask('checked: nobody', who.nobody, `POST ${EHOKS}/validointi`, plan({ oid, learner }));
      await run.ask('checked: broken JSON', who.tallentaja, `POST ${EHOKS}/validointi`, '{');
      await run.ask(
        'checked: an unknown field',
        who.tallentaja,
        `POST ${EHOKS}/validointi`,
        plan({ oid, learner }, { a: 1 }),
      );
      const free = await given(qualification());
      for (const caller of [who.paivi, who.mirja, who.paakayttaja]) {
        await run.ask(`checked: ${caller.name}`, caller, `POST ${EHOKS}/validointi`, plan(free));
      }
    },
  },
  {
    name: 'PUT and PATCH hoks: what is refused, and nothing changed',
    tell: async (run) => {
      const pair = await givenPair(run);
      const { oid, learner, id } = pair;
      for (const method of ['PUT', 'PATCH']) {
        const change = (what: string, more: object, caller: Caller = who.tallentaja) =>
          run.ask(`${method}: ${what}`, caller, `${method} ${HOKS}/${id}`, plan({ oid, learner }, more));
        await change('another id', { id: 2_147_483_646 });
        await change('eid', { eid: 'x' });
        await change('manuaalisyotto', { manuaalisyotto: true });
        await change('another study right', { 'opiskeluoikeus-oid': STUDY_RIGHT_OID });
        await change('another learner', { 'oppija-oid': freshLearner() });
        await change('a rule', { 'urasuunnitelma-koodi-uri': 'x', 'osaamisen-saavuttamisen-pvm': '2018-01-01' });
        await change('a day of another form', { 'osaamisen-saavuttamisen-pvm': '1.10.2026' });
        await change('a viewer', {}, who.katselija);
        await change('another provider', {}, who.toinen);
        await change('a person', {}, who.paivi);
        await change('nobody', {}, who.nobody);
        await run.ask(`${method}: null`, who.tallentaja, `${method} ${HOKS}/${id}`, 'null');
        await run.ask(`${method}: nothing`, who.tallentaja, `${method} ${HOKS}/${id}`, '');
        await run.ask(`${method}: broken JSON`, who.tallentaja, `${method} ${HOKS}/${id}`, '{');
        await run.ask(`${method}: text`, who.tallentaja, `${method} ${HOKS}/${id}`, '{}', {
          'content-type': 'text/plain',
        });
        await run.ask(
          `${method}: an id that nobody has`,
          who.tallentaja,
          `${method} ${HOKS}/2147483647`,
          plan({ oid, learner }),
        );
      }
      await run.ask('PATCH: parts', who.tallentaja, `PATCH ${HOKS}/${id}`, { 'oppimisen-tuki': [] });
      await run.ask('PUT: without what is required', who.tallentaja, `PUT ${HOKS}/${id}`, {});
      await run.ask('read: as it was', who.tallentaja, `GET ${HOKS}/${id}`);
      await end(pair);
      await run.ask('PATCH: the study right has ended', who.tallentaja, `PATCH ${HOKS}/${id}`, {});
      await run.ask('PUT: the study right has ended', who.tallentaja, `PUT ${HOKS}/${id}`, plan(pair));
    },
  },
  {
    name: 'PATCH hoks: the newest oid of the person is taken',
    tell: async (run) => {
      const studyRight = await given(qualification());
      const slave = await slaveOf(studyRight.learner);
      const { meta } = await run.ask<Stored>(
        'stored by the slave',
        who.tallentaja,
        `POST ${HOKS}`,
        plan({ ...studyRight, learner: slave }),
      );
      await run.ask('another’s', who.tallentaja, `PATCH ${HOKS}/${meta.id}`, { 'oppija-oid': freshLearner() });
      await run.ask('the master’s', who.tallentaja, `PATCH ${HOKS}/${meta.id}`, { 'oppija-oid': studyRight.learner });
      await run.ask('back to the slave’s', who.tallentaja, `PATCH ${HOKS}/${meta.id}`, { 'oppija-oid': slave });
      await run.ask('read', who.tallentaja, `GET ${HOKS}/${meta.id}`);
    },
  },
];

const readers: Story = {
  name: 'GET hoks: who reads',
  tell: async (run) => {
    const { oid, id } = await givenPair(run, full);
    const tuva = await userWith('of TUVA only', {
      institution_oid: OPPILAITOS,
      roles: ['PROVIDER'],
      study_right_types: ['tuva'],
    });
    const callers = [
      who.nobody,
      who.tallentaja,
      who.mitatoija,
      who.toinen,
      who.paakayttaja,
      who.paivi,
      who.mirja,
      who.leo,
      who.tuki,
      tuva,
    ];
    for (const caller of callers) {
      await run.ask(caller.name, caller, `GET ${HOKS}/${id}`);
      await run.ask(`${caller.name}, by its study right`, caller, `GET ${HOKS}/opiskeluoikeus/${oid}`);
    }
    await run.ask('of TUVA only, patches', tuva, `PATCH ${HOKS}/${id}`, {});
    await run.ask('of TUVA only, deletes', tuva, `PATCH ${HOKS}/${id}/shallow-delete`);
  },
};

const deletions: readonly Story[] = [
  {
    name: 'shallow-delete: who may, and in what order it is looked at',
    tell: async (run) => {
      const pair = await givenPair(run);
      const gone = (what: string, caller: Caller, id = pair.id, body?: object) =>
        run.ask(what, caller, `PATCH ${HOKS}/${id}/shallow-delete`, body);
      await gone('nobody', who.nobody);
      await gone('a viewer', who.katselija);
      await gone('another provider', who.toinen);
      await gone('a viewer, of none', who.katselija, 2_147_483_647);
      await gone('none', who.tallentaja, 2_147_483_647);
      await gone('the main user, of none', who.paakayttaja, 2_147_483_647);
      await gone('a learner', who.leo);
      await end(pair);
      await gone('ended: another provider', who.toinen);
      await gone('ended: the own', who.tallentaja, pair.id, { 'oppilaitos-oid': OPPILAITOS });
      await gone('ended: the main user', who.paakayttaja);
      for (const language of ['fi', 'sv', 'en']) {
        await run.ask(`ended (${language})`, who.tallentaja, `PATCH ${HOKS}/${pair.id}/shallow-delete`, undefined, {
          'accept-language': language,
        });
      }
      await run.ask('undone by a viewer', who.katselija, `PATCH ${HOKS}/${pair.id}/undo-shallow-delete`);
      await run.ask('undone by a person', who.paivi, `PATCH ${SYSTEM}/${pair.id}/undo-shallow-delete`);
      await run.ask('undone, of none', who.paakayttaja, `PATCH ${SYSTEM}/2147483647/undo-shallow-delete`);
      await run.ask('erased by a person', who.paivi, `DELETE ${SYSTEM}/${pair.id}`);
      await run.ask('erased by nobody', who.nobody, `DELETE ${HOKS}/${pair.id}`);
      await run.ask('erased, of none', who.paakayttaja, `DELETE ${HOKS}/2147483647`);
      await run.ask(
        'undone where nothing was deleted, although it has ended',
        who.paakayttaja,
        `PATCH ${HOKS}/${pair.id}/undo-shallow-delete`,
      );
    },
  },
  {
    name: 'a HOKS whose study right was invalidated: not shown, not changed, deleted',
    tell: async (run) => {
      const { oid, learner, id } = await givenPair(run);
      await breakPair(oid);
      await run.ask('not read', who.katselija, `GET ${HOKS}/${id}`);
      await run.ask('not read by its study right', who.katselija, `GET ${HOKS}/opiskeluoikeus/${oid}`);
      await run.ask('not listed', who.paivi, `GET ${byHand(learner)}`);
      await run.ask('not read by hand', who.paivi, `GET ${byHand(learner)}/${id}`);
      await run.ask('not patched', who.tallentaja, `PATCH ${HOKS}/${id}`, {});
      await run.ask('not replaced', who.tallentaja, `PUT ${HOKS}/${id}`, plan({ oid, learner }));
      await run.ask('a viewer deletes', who.katselija, `PATCH ${HOKS}/${id}/shallow-delete`);
      await run.ask('deleted', who.tallentaja, `PATCH ${HOKS}/${id}/shallow-delete`);
      await run.ask('not restored', who.paakayttaja, `PATCH ${HOKS}/${id}/undo-shallow-delete`);
      const meanwhile = await givenPair(run);
      await tallentaja.patch(`${HOKS}/${meanwhile.id}/shallow-delete`);
      await run.ask(
        'invalidated after its HOKS was deleted',
        who.mitatoija,
        `DELETE /koski/api/opiskeluoikeus/${meanwhile.oid}?syy=WRONG_TYPE`,
      );
      await run.ask('deleted again, all the same', who.tallentaja, `PATCH ${HOKS}/${meanwhile.id}/shallow-delete`);
      await run.ask(
        'not restored after invalidation',
        who.paakayttaja,
        `PATCH ${HOKS}/${meanwhile.id}/undo-shallow-delete`,
      );
    },
  },
  {
    name: 'a HOKS of a study right that is not known',
    tell: async (run) => {
      const [oid, learner] = [newStudyRightOid(), freshLearner()];
      const { rows } = await database('study-rights').query<{ id: number }>(
        `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
         VALUES ($1, $2, $3, $4, now(), 'import') RETURNING id`,
        [OPPILAITOS, oid, learner, JSON.stringify(hoks(oid, learner))],
      );
      const id = run.hoks(rows[0]?.id ?? 0);
      await run.ask('not read', who.katselija, `GET ${HOKS}/${id}`);
      await run.ask('not patched', who.tallentaja, `PATCH ${HOKS}/${id}`, {});
      await run.ask('not found by others', who.toinen, `PATCH ${HOKS}/${id}`, {});
      await run.ask('not deleted by others', who.toinen, `PATCH ${HOKS}/${id}/shallow-delete`);
      await run.ask('deleted', who.tallentaja, `PATCH ${HOKS}/${id}/shallow-delete`);
      await run.ask('not restored', who.paakayttaja, `PATCH ${HOKS}/${id}/undo-shallow-delete`);
      await run.ask('erased', who.paakayttaja, `DELETE ${HOKS}/${id}`);
    },
  },
];

const byHandStory: readonly Story[] = [
  {
    name: 'by hand: the manual recorder enters and edits with the pen',
    tell: async (run) => {
      const studyRight = await given(qualification());
      const { oid, learner } = studyRight;
      const path = byHand(learner);
      const way = {
        ...{ alku: '2026-09-01', loppu: '2026-09-02', 'osa-aikaisuustieto': 100 },
        'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_koulutussopimus',
        'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-9' },
      };
      const parts = {
        'hankittavat-ammat-tutkinnon-osat': [
          { 'osaamisen-hankkimistavat': [way, { ...way, 'yksiloiva-tunniste': 'oma' }] },
        ],
      };
      await run.ask('an empty list', who.mirja, `GET ${path}`);
      await run.ask('nobody', who.nobody, `POST ${path}`, plan(studyRight));
      await run.ask('a service user', who.tallentaja, `POST ${path}`, plan(studyRight));
      await run.ask('without the pen', who.paivi, `POST ${path}`, plan(studyRight));
      await run.ask('a viewer', who.kaisa, `POST ${path}`, plan(studyRight));
      await run.ask('of another learner', who.mirja, `POST ${byHand(freshLearner())}`, plan(studyRight));
      await run.ask('a learner oid that is none', who.mirja, `POST ${byHand('1.2.246.562.24.1')}`, plan(studyRight));
      await run.ask('a wrong body', who.mirja, `POST ${path}`, {
        ...plan(studyRight),
        id: 2_147_483_646,
        sahkoposti: 1,
      });
      const { meta } = await run.ask<Stored>('entered', who.mirja, `POST ${path}`, plan(studyRight, parts));
      const one = `${path}/${meta.id}`;
      await run.ask('entered twice', who.mirja, `POST ${path}`, plan(studyRight));
      await run.ask('read with the pen', who.mirja, `GET ${one}`);
      await run.ask('read without', who.paivi, `GET ${one}`);
      await run.ask('read by a service user', who.tallentaja, `GET ${one}`);
      await run.ask('read by a service user, where it may', who.tallentaja, `GET ${HOKS}/${meta.id}`);
      await run.ask('read by a learner', who.leo, `GET ${one}`);
      await run.ask('read by nobody', who.nobody, `GET ${one}`);
      await run.ask('read under another learner', who.mirja, `GET ${byHand(freshLearner())}/${meta.id}`);
      await run.ask('read under no id', who.mirja, `GET ${path}/abc`);
      await run.ask('listed', who.mirja, `GET ${path}`);
      await run.ask('listed for a service user', who.tallentaja, `GET ${path}`);
      await run.ask('listed for a learner', who.leo, `GET ${path}`);
      await run.ask('listed for a university', who.hanna, `GET ${path}`);
      await run.ask('listed for the desk', who.tuki, `GET ${path}`);
      await run.ask('listed for an oid that is none', who.mirja, `GET ${byHand('abc')}`);
      await run.ask('replaced', who.mirja, `PUT ${one}`, plan(studyRight, { id: meta.id, sahkoposti: 'a@b.example' }));
      await run.ask('patched', who.mirja, `PATCH ${one}`, { puhelinnumero: '1' });
      await run.ask('patched without the pen', who.paivi, `PATCH ${one}`, {});
      await run.ask('patched by a service user here', who.tallentaja, `PATCH ${one}`, {});
      await run.ask('patched by a service user there', who.tallentaja, `PATCH ${HOKS}/${meta.id}`, { versio: 2 });
      await run.ask('patched under another learner', who.mirja, `PATCH ${byHand(freshLearner())}/${meta.id}`, {});
      await run.ask('replaced with another id', who.mirja, `PUT ${one}`, plan(studyRight, { id: 2_147_483_646 }));
      await run.ask('replaced without the pen', who.kaisa, `PUT ${one}`, plan(studyRight));
      await run.ask('read after that', who.mirja, `GET ${one}`);
      await run.ask('deleted with the pen', who.mirja, `PATCH ${one}/shallow-delete`);
      await run.ask('deleted by a service user', who.tallentaja, `PATCH ${one}/shallow-delete`);
      await run.ask(
        'deleted under another learner',
        who.paivi,
        `PATCH ${byHand(freshLearner())}/${meta.id}/shallow-delete`,
      );
      await run.ask('deleted under an oid that is none', who.paivi, `PATCH ${byHand('abc')}/${meta.id}/shallow-delete`);
      await run.ask('deleted', who.paivi, `PATCH ${one}/shallow-delete`, { 'oppilaitos-oid': OPPILAITOS });
      await run.ask('deleted again', who.paivi, `PATCH ${one}/shallow-delete`);
      await run.ask('read by its study right', who.katselija, `GET ${HOKS}/opiskeluoikeus/${oid}`);
      await run.ask('listed no more', who.mirja, `GET ${path}`);
    },
  },
  {
    name: 'by hand: what came by integration is edited where it came from, and a person is one under all oids',
    tell: async (run) => {
      const { learner, id } = await givenPair(run);
      await run.ask('patched', who.mirja, `PATCH ${byHand(learner)}/${id}`, {});
      await run.ask('replaced', who.mirja, `PUT ${byHand(learner)}/${id}`, {
        ...{ 'ensikertainen-hyvaksyminen': '2150-09-01', 'osaamisen-hankkimisen-tarve': true },
      });
      await run.ask('read', who.mirja, `GET ${byHand(learner)}/${id}`);
      const slave = await slaveOf(learner);
      await run.ask('read under another oid of the person', who.mirja, `GET ${byHand(slave)}/${id}`);
      await run.ask('listed under another oid of the person', who.mirja, `GET ${byHand(slave)}`);
      await run.ask('an invalid token', saying('a token that is none', 'Bearer a.b.c'), `GET ${byHand(learner)}/${id}`);
    },
  },
];

const pages: readonly Story[] = [
  {
    name: 'GET hoks/paged: the HOKSes of an organisation in the order of their ids',
    tell: async (run) => {
      // An organisation of its own, so that nobody else's HOKSes are among them.
      const oppilaitos = { oid: run.organisation() };
      const user = await userWith('the provider', { institution_oid: oppilaitos.oid, roles: ['PROVIDER'] });
      const page = (what: string, query: string, caller = user) =>
        run.ask<{ data: { 'last-id': number } }>(what, caller, `GET ${HOKS}/paged${query}`);
      const ids: number[] = [];
      for (const more of [full, {}, { sahkoposti: 'a@b.example' }]) {
        const studyRight = await given(payload('ammatillinen-tutkinto', { oppilaitos }), paakayttaja);
        const reply = await paakayttaja.post<Stored>(HOKS, plan(studyRight, more));
        ids.push(run.hoks(reply.body.meta.id));
      }
      const [first = 0, second = 0] = ids;
      await page('all', '');
      await run.ask('the second is deleted', user, `PATCH ${HOKS}/${second}/shallow-delete`);
      const { data } = await page('the first two', `?amount=2&from-id=${run.before(first)}`);
      await page('the rest', `?amount=2&from-id=${data['last-id']}`);
      await page('one at least', `?amount=-5&from-id=${second}`);
      await page('a thousand at most', `?amount=5000&from-id=${second}`);
      await page('nothing more', '?from-id=2147483647');
      await page('changed after a day to come', '?updated-after=2199-01-01');
      await page('changed after a day of the past', `?from-id=${second}&updated-after=2021-01-20T12:55:02`);
      await page('with a zone', `?from-id=${second}&updated-after=2021-01-20T12:55:02%2B02:00`);
      await page('with a field of its own', `?from-id=${second}&muu=1`);
      const tuva = await userWith('of TUVA only', {
        institution_oid: oppilaitos.oid,
        roles: ['PROVIDER'],
        study_right_types: ['tuva'],
      });
      await page('of TUVA only', '', tuva);
      await page('nobody', '', who.nobody);
      await page('a person', '', who.paivi);
      await page('a learner', '', who.leo);
    },
  },
  {
    name: 'GET hoks/paged: parameters that are none',
    tell: async (run) => {
      const queries = [
        ...['amount=x', 'amount=', 'amount=1.5', 'amount=1e2', 'amount=1&amount=2', 'amount=99999999999999999999'],
        ...['from-id=-1', 'from-id=x', 'from-id=', 'from-id=2147483648', 'from-id=%00'],
        ...[
          'updated-after=eilen',
          'updated-after=',
          'updated-after=2026-02-30',
          'updated-after=1',
          'updated-after=1969-12-31',
        ],
        ...[
          'updated-after=Jan%201%202020',
          'updated-after=%2B275760-09-13T00:00:00Z',
          'amount=x&from-id=x&updated-after=x',
        ],
      ];
      for (const query of queries) await run.ask(query, who.katselija, `GET ${HOKS}/paged?${query}`);
    },
  },
];

const feedback: Story = {
  name: 'GET hoks: what is told of feedback',
  tell: async (run) => {
    const shown = async (what: string, more: object, sent: Opiskeluoikeus = qualification()) => {
      const { id } = await givenPair(run, more, sent);
      await run.ask(what, who.katselija, `GET ${HOKS}/${id}`);
    };
    const of = (...list: Parameters<typeof periods>) => payload('ammatillinen-tutkinto', periods(...list));
    const { opintojenRahoitus } = period('2026-08-10', 'lasna');
    await shown('waits', {});
    await shown('no need', { 'osaamisen-hankkimisen-tarve': false });
    await shown('of an earlier season', { 'ensikertainen-hyvaksyminen': '2020-09-01' });
    await shown('both surveys, the end of an earlier season', { 'osaamisen-saavuttamisen-pvm': '2020-09-01' });
    await shown('parts of TUVA', { 'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID });
    await shown('TELMA', {}, payload('telma'));
    await shown('TUVA', {}, payload('tuva', periods(period('2025-08-10', 'lasna'))));
    await shown(
      'no qualification',
      {},
      opiskeluoikeus({ suoritukset: [suoritus('361902', 'muuammatillinenkoulutus')] }),
    );
    await shown(
      'broken off for a while',
      {},
      of(period('2024-08-01', 'lasna'), period('2025-01-07', 'valiaikaisestikeskeytynyt')),
    );
    await shown(
      'funded otherwise',
      {},
      of(period('2024-08-01', 'lasna', { opintojenRahoitus: { ...(opintojenRahoitus ?? {}), koodiarvo: '6' } })),
    );
    const learner = freshLearner();
    for (const [what, sent] of [
      ['the first of a learner', qualification()],
      ['the second of a learner', payload('telma', { suoritukset: [suoritus()] })],
    ] as const) {
      const studyRight = await given(sent, tallentaja, learner);
      const { meta } = await run.ask<Stored>(`${what} is stored`, who.tallentaja, `POST ${HOKS}`, plan(studyRight));
      await run.ask(what, who.katselija, `GET ${HOKS}/${meta.id}`);
    }
  },
};

/** HOKSes from their beginning to their end, by systems and by hand. */
export const hokses: readonly Story[] = [...life, readers, ...deletions, ...byHandStory, ...pages, feedback];
