/**
 * `npm run import:virta -- <file.xml> --institution <oid> [--check]`: sends the higher-education study rights of a VIRTA
 * document to the study-rights service. Bad records are told by line and key and left out; good ones are sent. Sending
 * a file again changes nothing. `--check` only reads. KAFKA_BROKERS, or else the stack of `npm start`. A file whose
 * encoding is not certain is refused before anything of it is sent.
 * Exit code 0: all sent; 1: some records were refused; 2: nothing could be done.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { cloudEventMessage, KafkaOutsideClient } from '#messaging';
import { ConfigError, kafkaSettings, loadConfig } from '#platform';
import { stack } from '#testing';
import { isOrganisationOid } from '../apps/study-rights/src/study-rights/domain/oids.js';
import { messageOf } from '../apps/study-rights/src/problems/error-messages.js';
import { DocumentDecoder, UndecodableDocument } from '../apps/study-rights/src/virta/document-decoder.js';
import { VirtaReader, type VirtaError, type VirtaRecord } from '../apps/study-rights/src/virta/read-virta-document.js';

const EVENT = 'national.virta-study-rights-sent.v1';
const USE = 'npm run import:virta -- <file.xml> --institution <oid> [--check]';
/** Characters of records in one event; the event may have 400 000. */
const LONGEST_EVENT = 256 * 1024;
/** Without a default namespace: a record declares its own, and one that has none is to have none here either. */
const OPEN = '<virta:Opiskeluoikeudet xmlns:virta="urn:mace:funet.fi:virta/2015/09/01">';
const CLOSE = '</virta:Opiskeluoikeudet>';

/** Study rights that have gone out. */
let sent = 0;

const [file, ...options] = process.argv.slice(2);
const at = options.indexOf('--institution');
const institutionOid = at < 0 ? undefined : options[at + 1];
const unknown = options.find((option, index) => option !== '--check' && (at < 0 || (index !== at && index !== at + 1)));

if (file === undefined || file.startsWith('--')) complain(`No file is named: ${USE}`);
else if (unknown !== undefined) complain(`${unknown} is not known: ${USE}`);
else if (institutionOid === undefined || !isOrganisationOid(institutionOid)) {
  complain(`--institution needs the oid of the institution (1.2.246.562.10.…): ${USE}`);
} else {
  try {
    await importFile(file, institutionOid, options.includes('--check'));
  } catch (error) {
    if (error instanceof UndecodableDocument)
      complain(`${file}: ${error.error.key}: ${messageOf(error.error, 'en')} ${kept()}`);
    else complain(error instanceof ConfigError || error instanceof Error ? error.message : String(error));
  }
}

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

async function importFile(name: string, institution: string, checkOnly: boolean): Promise<void> {
  await mustBeDecodable(name);
  const client = checkOnly ? null : new KafkaOutsideClient(brokers());
  const reader = new VirtaReader(institution);
  let waiting: string[] = [];
  let [good, bad, characters] = [0, 0, 0];
  const send = async (): Promise<void> => {
    const xml = `${OPEN}${waiting.join('\n')}${CLOSE}`;
    const records = waiting.length;
    [waiting, characters] = [[], 0];
    const envelope = { source: 'national' as const, key: institution, institutionOid: institution, id: randomUUID() };
    const body = { institutionOid: institution, xml };
    await client?.publish([cloudEventMessage(EVENT, { ...envelope, time: new Date().toISOString() }, body)]);
    if (client !== null) sent += records;
  };
  const take = async (parts: readonly (VirtaRecord | VirtaError)[]): Promise<void> => {
    for (const part of parts) {
      if ('error' in part) {
        bad += 1;
        tell(name, part);
        continue;
      }
      good += 1;
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
  console.log(`${good} study rights ${checkOnly ? 'can be sent' : 'sent'}, ${bad} records refused.`);
  if (bad > 0) process.exitCode = 1;
}

function tell(name: string, { line, key, error }: VirtaError): void {
  console.error(`${name}:${line}: ${visible(key ?? '(no key)')}: ${error.key}: ${messageOf(error, 'en')}`);
}

function kept(): string {
  return sent === 0 ? 'Nothing was sent.' : `The ${sent} study rights sent before it stand.`;
}

/** A key may hold line breaks and other control characters: they are shown, never sent to the terminal. */
function visible(key: string): string {
  const shown = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return key.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, shown);
}

function brokers(): string[] {
  if (process.env['KAFKA_BROKERS'] === undefined) return stack().kafkaBrokers;
  return loadConfig(z.object({ KAFKA_BROKERS: kafkaSettings.KAFKA_BROKERS })).KAFKA_BROKERS;
}

function complain(sentence: string): void {
  console.error(sentence);
  process.exitCode = 2;
}
