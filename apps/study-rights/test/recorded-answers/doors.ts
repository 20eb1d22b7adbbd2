import { EHOKS, HOKS } from '../ehoks.js';
import { given, KOSKI, payload } from '../koski.js';
import { freshLearner, transferOf } from '../provider.js';
import { hoks, STUDY_RIGHT_OID } from '../samples.js';
import { saying, type Story, type Telling, who } from './story.js';

const base64 = (credentials: string): string => Buffer.from(credentials).toString('base64');

/** Credentials that let nobody in. */
const wrongCredentials: readonly (readonly [what: string, authorization: string | undefined])[] = [
  ['nothing', undefined],
  ['Digest', 'Digest username="tallentaja"'],
  ['Basic and no more', 'Basic'],
  ['Basic that is no Base64', 'Basic %%%'],
  ['a name without a password', `Basic ${base64('tallentaja')}`],
  ['an empty password', `Basic ${base64('tallentaja:')}`],
  ['no name', `Basic ${base64(':tallentaja')}`],
  ['bytes that are not UTF-8', 'Basic 5Dr/'],
  ['NUL in the name', `Basic ${base64('a\u0000b:c')}`],
  ['an unknown user', `Basic ${base64('kukaan:salasana')}`],
  ['a wrong password', `Basic ${base64('toinen:väärä:sana')}`],
  ['a very long name', `Basic ${base64(`${'x'.repeat(500)}:x`)}`],
  ['a token that is none', 'Bearer abc'],
  ['Bearer and no more', 'Bearer'],
];

/** One request of each kind of a prefix: with and without a body. */
const credentialsAt = (name: string, targets: readonly (readonly [target: string, body?: object])[]): Story => ({
  name: `${name}: credentials`,
  tell: async (run) => {
    for (const [target, body] of targets) {
      for (const [what, authorization] of wrongCredentials) {
        await run.ask(`${what}: ${target}`, saying(what, authorization), target, body);
      }
    }
  },
});

/** Bodies that are not read at all, or not as JSON that can be given back. */
const unreadable = (name: string, target: string, wholeBody: () => object): Story => ({
  name: `${name}: bodies that are not JSON, or not JSON that can be kept`,
  tell: async (run) => {
    const text = JSON.stringify(wholeBody());
    const send = (what: string, body: string | Uint8Array, headers?: Record<string, string>) =>
      run.ask(what, who.tallentaja, target, body, headers);
    /** The body with one more field, its value as text. */
    const withField = (value: string): string => text.replace(/\}$/, `,"lisä":${value}}`);
    const types = [
      'application/xml',
      'text/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=iso-8859-1',
      '',
    ];
    for (const type of types) await send(`content type "${type}"`, Buffer.from(text), { 'content-type': type });
    await send('compressed', text, { 'content-encoding': 'gzip' });
    await send('nothing', '');
    await send('broken JSON', text.slice(0, -1));
    await send('a word', 'hei');
    await send('UTF-16', Buffer.from('{}', 'utf16le'));
    await send('Latin-1', Buffer.from(withField('"ä"'), 'latin1'));
    await send('a field twice', text.replace('{', '{"a":1,"a":2,'));
    await send('a field twice, deep down and once in other letters', withField('[[{"a":1,"\\u0061":2}]]'));
    await send('101 levels', withField('['.repeat(101) + ']'.repeat(101)));
    await send('ten thousand levels', withField('['.repeat(10_000) + ']'.repeat(10_000)));
    await send('a number beyond 2^53', withField('9007199254740993'));
    await send('a number beyond doubles', withField('1e999'));
    await send('NUL', withField('"a\\u0000b"'));
    await send('NUL in a name', withField('{"a\\u0000b":1}'));
    await send('half a pair', withField('"\\ud800"'));
    await send('__proto__', withField('{"__proto__":{}}'));
    await send('more than 2 MB', withField(`"${'x'.repeat(2 * 1024 * 1024)}"`));
  },
});

const koskiAddresses: Story = {
  name: 'Koski’s addresses: oids, unknown paths and methods',
  tell: async (run) => {
    const { oid, learner } = await given(payload('telma'));
    const ask = (target: string) => run.ask(target, who.katselija, target);
    for (const one of [
      'abc',
      '1.2.246.562.15.1',
      '1.2.246.562.15.12345678910',
      STUDY_RIGHT_OID,
      '%00',
      '%E4',
      '1%2F2',
      'x'.repeat(300),
    ]) {
      await ask(`GET ${KOSKI}/opiskeluoikeus/${one}`);
    }
    for (const one of ['abc', '1.2.246.562.24.00000000001', STUDY_RIGHT_OID, freshLearner(), '%00', 'batch']) {
      await ask(`GET ${KOSKI}/oppija/${one}`);
    }
    await run.ask(
      'DELETE of an oid that is none',
      who.mitatoija,
      `DELETE ${KOSKI}/opiskeluoikeus/1.2.3?syy=WRONG_TYPE`,
    );
    await run.ask(
      'DELETE of an oid that nobody has',
      who.paakayttaja,
      `DELETE ${KOSKI}/opiskeluoikeus/${STUDY_RIGHT_OID}`,
    );
    await ask(`GET ${KOSKI}/opiskeluoikeus/${oid}?tuntematon=1`);
    await ask(`GET ${KOSKI}/oppija/${learner}/`);
    await otherMethods(run, [
      ...[`GET ${KOSKI}/oppija`, `POST ${KOSKI}/oppija`, `DELETE ${KOSKI}/oppija`, `PATCH ${KOSKI}/oppija`],
      ...[
        `GET ${KOSKI}/oppija/batch`,
        `POST ${KOSKI}/oppija/batch`,
        `PUT ${KOSKI}/oppija/${learner}`,
        `DELETE ${KOSKI}/oppija/${learner}`,
      ],
      ...[
        `PUT ${KOSKI}/opiskeluoikeus/${oid}`,
        `POST ${KOSKI}/opiskeluoikeus/${oid}`,
        `PATCH ${KOSKI}/opiskeluoikeus/${oid}`,
      ],
      ...[
        `GET ${KOSKI}/opiskeluoikeus/${oid}/1/delete-paatason-suoritus`,
        `PUT ${KOSKI}/opiskeluoikeus/${oid}/1/delete-paatason-suoritus`,
      ],
      ...[`HEAD ${KOSKI}/opiskeluoikeus/${oid}`, `HEAD ${KOSKI}/oppija/${learner}`, `HEAD ${KOSKI}/oppija`],
      ...[`OPTIONS ${KOSKI}/oppija`, `OPTIONS ${KOSKI}/opiskeluoikeus/${oid}`],
      ...[
        'GET /koski',
        'GET /koski/',
        'GET /koski/api',
        `GET ${KOSKI}/tuntematon`,
        `POST ${KOSKI}/oppija/batch/x`,
        `GET ${KOSKI}/opiskeluoikeus`,
      ],
      ...['GET /koski/api/opiskeluoikeus/historia', 'GET /Koski/api/oppija', `GET ${KOSKI}/oppija%2Fbatch`],
    ]);
  },
};

const ehoksAddresses: Story = {
  name: 'eHOKS’s addresses: ids, oids, unknown paths and methods',
  tell: async (run) => {
    const ask = (target: string) => run.ask(target, who.katselija, target);
    const ids = [
      'abc',
      '0',
      '-1',
      '1.5',
      '1e1',
      '0x10',
      '01',
      '+1',
      '%201',
      '2147483648',
      '99999999999999999999',
      '%00',
      '%E0%A4%A',
      'x'.repeat(300),
    ];
    for (const id of ids) await ask(`GET ${HOKS}/${id}`);
    await ask(`GET ${HOKS}/2147483647`);
    for (const oid of ['abc', '1.2.246.562.15.1', '1.2.246.562.15.12345678910', STUDY_RIGHT_OID, '%00']) {
      await ask(`GET ${HOKS}/opiskeluoikeus/${oid}`);
    }
    for (const target of [`PUT ${HOKS}/abc`, `PATCH ${HOKS}/abc`, `DELETE ${HOKS}/abc`]) {
      await run.ask(target, who.paakayttaja, target, target.startsWith('DELETE') ? undefined : {});
    }
    await run.ask('shallow-delete of no id', who.tallentaja, `PATCH ${HOKS}/abc/shallow-delete`);
    await run.ask('undo-shallow-delete of no id', who.paakayttaja, `PATCH ${HOKS}/abc/undo-shallow-delete`);
    await otherMethods(run, [
      ...[
        `GET ${HOKS}`,
        `PUT ${HOKS}`,
        `DELETE ${HOKS}`,
        `POST ${HOKS}/2147483647`,
        `POST ${HOKS}/paged`,
        `GET ${HOKS}/2147483647/shallow-delete`,
      ],
      ...[
        `POST ${HOKS}/2147483647/shallow-delete`,
        `GET ${EHOKS}/validointi`,
        `PUT ${EHOKS}/validointi`,
        `PUT ${HOKS}/opiskeluoikeus/${STUDY_RIGHT_OID}`,
      ],
      ...[`HEAD ${HOKS}/2147483647`, `HEAD ${HOKS}`, `OPTIONS ${HOKS}`, `OPTIONS ${HOKS}/2147483647`],
      ...[
        'GET /ehoks-virkailija-backend',
        'GET /ehoks-virkailija-backend/',
        `GET ${EHOKS}`,
        `GET ${EHOKS}/tuntematon`,
        `GET ${EHOKS}/virkailija`,
      ],
      ...[
        `GET ${EHOKS}/virkailija/hoks/2147483647`,
        `POST ${EHOKS}/virkailija/oppijat`,
        `GET ${HOKS}/2147483647/tuntematon`,
        `DELETE ${EHOKS}/virkailija/oppijat/x/hoksit/1`,
      ],
    ]);
  },
};

const goneParts: Story = {
  name: 'parts of a HOKS are not stored one by one',
  tell: async (run) => {
    const parts = [
      ...[
        'hankittava-paikallinen-tutkinnon-osa',
        'hankittava-ammat-tutkinnon-osa',
        'hankittava-yhteinen-tutkinnon-osa',
      ],
      ...['aiemmin-hankittu-ammat-tutkinnon-osa', 'aiemmin-hankittu-paikallinen-tutkinnon-osa'],
      ...['aiemmin-hankittu-yhteinen-tutkinnon-osa', 'opiskeluvalmiuksia-tukevat-opinnot'],
    ];
    for (const part of parts) {
      await run.ask(`POST ${part}`, who.tallentaja, `POST ${HOKS}/1/${part}`, {});
      await run.ask(`PATCH ${part}`, who.tallentaja, `PATCH ${HOKS}/1/${part}/2`, {});
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      await run.ask(method, who.katselija, `${method} ${HOKS}/abc/${parts[0]}/2`);
    }
    await run.ask('nobody', who.nobody, `GET ${HOKS}/1/${parts[0]}`);
    await run.ask('a person', who.paivi, `GET ${HOKS}/1/${parts[0]}`);
    await run.ask('broken JSON', who.tallentaja, `POST ${HOKS}/1/${parts[0]}`, '{');
    await run.ask('deeper', who.tallentaja, `GET ${HOKS}/1/${parts[0]}/2/3`);
  },
};

/** What no operation answers to, and methods that say nothing in a body. */
async function otherMethods(run: Telling, targets: readonly string[]): Promise<void> {
  for (const target of targets) await run.ask(target, who.paakayttaja, target);
}

const learner = freshLearner();

/** Who comes in, what is read as a body, and which addresses there are: Koski's. */
export const koskiDoors: readonly Story[] = [
  credentialsAt('Koski', [[`GET ${KOSKI}/oppija/${learner}`], [`PUT ${KOSKI}/oppija`, transferOf(learner)]]),
  unreadable('Koski', `PUT ${KOSKI}/oppija`, () => transferOf(freshLearner(), payload('telma'))),
  koskiAddresses,
];

/** The same of eHOKS. */
export const ehoksDoors: readonly Story[] = [
  credentialsAt('eHOKS', [[`GET ${HOKS}/2147483647`], [`POST ${HOKS}`, hoks()]]),
  unreadable('eHOKS', `POST ${HOKS}`, () => hoks()),
  ehoksAddresses,
  goneParts,
];
