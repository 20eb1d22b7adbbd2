import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cloudEventMessage, kafkaConnection, KafkaOutsideClient } from '#messaging';
import { isOrganisationOid } from '../../study-rights/src/study-rights/domain/oids.js';
import { messageOf } from '../../study-rights/src/problems/error-messages.js';
import { DocumentDecoder, UndecodableDocument } from '../../study-rights/src/virta/document-decoder.js';
import { VirtaReader, type VirtaError, type VirtaRecord } from '../../study-rights/src/virta/read-virta-document.js';
import { type Command, parsed, UsageError } from './command.js';
import { kafkaConfig } from './config.js';

const EVENT = 'national.virta-study-rights-sent.v1';
/** Characters of records in one event; the event may have 400 000. */
const LONGEST_EVENT = 256 * 1024;
/** Without a default namespace: a record declares its own, and one that has none is to have none here either. */
const OPEN = '<virta:Opiskeluoikeudet xmlns:virta="urn:mace:funet.fi:virta/2015/09/01">';
const CLOSE = '</virta:Opiskeluoikeudet>';
const NOTHING_DONE = 2;
const OPTIONS = { institution: { type: 'string' }, check: { type: 'boolean' } } as const;

const HELP = `import-virta <file.xml> --institution <oid> [--check]    sends the higher-education study rights of a VIRTA document

Bad records are reported by line and key and left out; good ones are sent to the service study-rights. Sending a file again
changes nothing. --check only reads. A file whose encoding is not certain is refused before anything of it is sent.
Settings: KAFKA_… as of a service, with a principal that may write national.virta-transfer.v1 (national).
Exit codes: 0 all sent, 1 some records were refused, 2 nothing could be done. docs/interfaces/virta.md`;

/** Study rights of a document and what became of them. */
interface Progress {
  good: number;
  bad: number;
  sent: number;
}

/** Sends the study rights of a file of the national register VIRTA. */
export const IMPORT_VIRTA: Command = {
  name: 'import-virta',
  summary: 'sends the higher-education study rights of a VIRTA document',
  help: HELP,
  async run(words) {
    const { values, positionals } = parsed(words, OPTIONS);
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError('One file is to be named.');
    const { institution = '', check = false } = values;
    if (!isOrganisationOid(institution)) {
      throw new UsageError('--institution needs the oid of the institution (1.2.246.562.10.…).');
    }
    const progress: Progress = { good: 0, bad: 0, sent: 0 };
    try {
      await mustBeDecodable(file);
      // The outside client signs in as a service does, by the same settings.
      const client = check ? null : new KafkaOutsideClient(kafkaConnection(kafkaConfig()));
      await importFile(file, institution, client, progress);
    } catch (error) {
      const cause =
        error instanceof UndecodableDocument
          ? `${error.error.refused}: ${messageOf(error.error, 'en')}`
          : error instanceof Error
            ? error.message
            : String(error);
      console.error(`${file}: ${cause} ${kept(progress)}`);
      return NOTHING_DONE;
    }
    const { good, bad } = progress;
    console.log(`${good} study rights ${check ? 'can be sent' : 'sent'}, ${bad} records refused.`);
    return bad > 0 ? 1 : 0;
  },
};

/** Text of the file piece by piece. @throws UndecodableDocument see DocumentDecoder */
async function* textOf(name: string): AsyncGenerator<string> {
  const decoder = new DocumentDecoder();
  for await (const piece of createReadStream(name)) yield decoder.push(piece as Buffer);
  yield decoder.end();
}

/** Reads the whole file once for its encoding, so that of a file that ends in a doubt no half is sent. */
async function mustBeDecodable(name: string): Promise<void> {
  // What is read only once, such as a pipe, is refused at the place of its fault instead.
  if (!(await stat(name)).isFile()) return;
  const text = textOf(name);
  while ((await text.next()).done !== true);
}

async function importFile(
  name: string,
  institution: string,
  client: KafkaOutsideClient | null,
  progress: Progress,
): Promise<void> {
  const reader = new VirtaReader(institution);
  let waiting: string[] = [];
  let characters = 0;
  const send = async (): Promise<void> => {
    const xml = `${OPEN}${waiting.join('\n')}${CLOSE}`;
    const records = waiting.length;
    [waiting, characters] = [[], 0];
    const envelope = { source: 'national' as const, key: institution, institutionOid: institution, id: randomUUID() };
    const body = { institutionOid: institution, xml };
    await client?.publish([cloudEventMessage(EVENT, { ...envelope, time: new Date().toISOString() }, body)]);
    if (client !== null) progress.sent += records;
  };
  const take = async (parts: readonly (VirtaRecord | VirtaError)[]): Promise<void> => {
    for (const part of parts) {
      if ('error' in part) {
        progress.bad += 1;
        report(name, part);
        continue;
      }
      progress.good += 1;
      waiting.push(part.xml);
      characters += part.xml.length;
      if (characters > LONGEST_EVENT) await send();
    }
  };
  try {
    for await (const piece of textOf(name)) await take(reader.push(piece));
    await take(reader.end());
    if (waiting.length > 0) await send();
  } finally {
    await client?.close();
  }
}

function report(name: string, { line, key, error }: VirtaError): void {
  console.error(`${name}:${line}: ${visible(key ?? '(no key)')}: ${error.refused}: ${messageOf(error, 'en')}`);
}

function kept({ sent }: Progress): string {
  return sent === 0
    ? 'Nothing was sent.'
    : `The ${sent} study rights sent before it stand; send the file again when it is mended.`;
}

/** A key may hold line breaks and other control characters: they are shown, never sent to the terminal. */
function visible(key: string): string {
  const shown = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return key.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, shown);
}
