import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { preferredLanguage } from '#platform';
import { expiredPage, loginPage } from './pages.js';
import { isServiceUser, personWith } from './provider.js';

const LONGEST_FORM = 4_096;

/** HTTP around the issuer: its own endpoints, the sign-in page and health. */
export function createIdpServer(provider: Provider, onError: (error: unknown) => void): Server {
  const issuer = provider.callback();
  return createServer((request, response) => {
    handle(request, response, provider, issuer).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('Unexpected error');
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  issuer: ReturnType<Provider['callback']>,
): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '/';
  if (path === '/health/live' || path === '/health/ready') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
  } else if (path.startsWith('/interaction/')) {
    await interact(request, response, provider);
  } else {
    await issuer(request, response);
  }
}

async function interact(request: IncomingMessage, response: ServerResponse, provider: Provider): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  const wished = interaction?.params['ui_locales'];
  const language = preferredLanguage(
    typeof wished === 'string' ? wished.replaceAll(' ', ',') : request.headers['accept-language'],
  );
  if (!interaction) return html(response, 400, expiredPage(language));
  if (request.method !== 'POST') return html(response, 200, loginPage(language, interaction.uid));
  const form = await readForm(request);
  const username = form.get('username')?.trim() ?? '';
  const person = personWith(username, form.get('password') ?? '');
  if (!person) {
    const refused = isServiceUser(username) ? 'serviceUser' : 'wrong';
    return html(response, 401, loginPage(language, interaction.uid, refused));
  }
  await provider.interactionFinished(request, response, { login: { accountId: person.personId } });
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > LONGEST_FORM) break;
  }
  return new URLSearchParams(text.slice(0, LONGEST_FORM));
}

function html(response: ServerResponse, status: number, page: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .end(page);
}
