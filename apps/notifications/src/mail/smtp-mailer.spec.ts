import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SmtpMailer } from './smtp-mailer.js';

interface MailServer {
  readonly url: string;
  /** Everything the client said. */
  readonly heard: string[];
}

let open: Server | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  if (!open) return;
  open.close();
  await once(open, 'close');
  open = undefined;
});

/** A mail server that answers by the first word of each line. */
async function mailServer(answers: Record<string, string> = {}): Promise<MailServer> {
  const heard: string[] = [];
  const known: Record<string, string> = {
    greeting: '220 ready',
    EHLO: '250 hello',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    '.': '250 taken',
    QUIT: '221 bye',
    ...answers,
  };
  open = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(`${known['greeting']}\r\n`);
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk.toString()}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        const answer = known[line.split(' ')[0] ?? ''];
        if (answer) socket.write(`${answer}\r\n`);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(open, 'listening');
  return { url: `smtp://127.0.0.1:${(open.address() as AddressInfo).port}`, heard };
}

const mail = {
  messageId: '0193a0b0-0000-7000-8000-000000000041@hyvaksiluku.example',
  to: 'hanna.korhonen@metsala.example',
  subject: 'Hyväksilukuhakemus opiskelijalta: Aino Virtanen',
  text: 'Siirry hakemukseen:\nhttp://127.0.0.1:8080/applications/1\n',
  html: '<p>Siirry</p>',
  language: 'fi',
  unsubscribe: null,
};
const send = async (url: string, to = mail.to) =>
  new SmtpMailer({ url, from: 'Hyväksiluku <noreply@hyvaksiluku.example>' }).send({ ...mail, to });

describe('mail by SMTP', () => {
  it('[R5] goes out with its own Message-ID, a text and an HTML part, to one address', async () => {
    const server = await mailServer();
    expect(await send(server.url)).toBe('SENT');
    const said = server.heard.join('\n');
    expect(said).toContain(`Message-ID: <${mail.messageId}>`);
    expect(said).toContain('RCPT TO:<hanna.korhonen@metsala.example>');
    expect(said).toContain('multipart/alternative');
    expect(said).toContain('Auto-Submitted: auto-generated');
    expect(said).toContain('Content-Language: fi');
    expect(said).not.toContain('List-Unsubscribe');
  });

  it('[R2] says where e-mails of its kind can be ended', async () => {
    const server = await mailServer();
    const unsubscribe = 'https://hyvaksiluku.example/preferences';
    const mailer = new SmtpMailer({ url: server.url, from: 'noreply@hyvaksiluku.example' });
    expect(await mailer.send({ ...mail, unsubscribe })).toBe('SENT');
    expect(server.heard).toContain(`List-Unsubscribe: <${unsubscribe}>`);
  });

  it.each([
    ['the recipient is unknown', { RCPT: '550 no such person' }, 'ADDRESS_REFUSED'],
    ['the recipient is put off', { RCPT: '450 later' }, 'SERVER_REFUSES'],
    ['the sender is not let in', { MAIL: '550 not you' }, 'SERVER_REFUSES'],
    ['the content is refused', { '.': '554 no' }, 'SERVER_REFUSES'],
    ['the server is full', { greeting: '421 too busy' }, 'SERVER_REFUSES'],
  ])('when %s the outcome is a code', async (_, answers, outcome) => {
    const server = await mailServer(answers as Record<string, string>);
    expect(await send(server.url)).toBe(outcome);
  });

  it('an unreachable server is distinguished from a refusing one', async () => {
    expect(await send('smtp://127.0.0.1:1')).toBe('SERVER_UNREACHABLE');
  });

  it.each(['', 'not an address'])('the address %j can never be reached', async (to) => {
    const server = await mailServer({ RCPT: '501 bad address' });
    expect(await send(server.url, to)).toBe('ADDRESS_REFUSED');
  });

  it('a stored address with commas is not several recipients', async () => {
    const server = await mailServer();
    await send(server.url, 'a@metsala.example, b@elsewhere.example');
    expect(server.heard.filter((line) => line.startsWith('RCPT')).length).toBeLessThanOrEqual(1);
  });
});
