import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What the build of apps/web writes where the nonce of an answer belongs. */
export const NONCE_PLACE = '__CSP_NONCE__';
const YEAR_MS = 365 * 24 * 3600 * 1000;
/** What never is a page: a program that mistypes an address gets a problem document, also when it accepts anything. */
const NO_PAGES =
  /^\/(api|contracts|health|session|callback|events|institutions|csp-reports|assets|koski|ehoks-virkailija-backend)(\/|$)/;

/**
 * The pages of apps/web: hashed files under `/assets/`, and the one document for every address that a page may have; the
 * application itself says when there is no such page (pages.md 3.1).
 * @throws Error when the folder has no build
 */
export class Pages {
  private readonly document: string;

  constructor(private readonly folder: string) {
    this.document = path.resolve(folder, 'index.html');
    if (!existsSync(this.document)) throw new Error(`WEB_FOLDER: ${this.document} is missing; npm start builds it.`);
  }

  async serveAssets(server: FastifyInstance): Promise<void> {
    await server.register(fastifyStatic, {
      root: path.resolve(this.folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      index: false,
      maxAge: YEAR_MS,
      immutable: true,
    });
  }

  /** True when a browser asks for a page: the address is none of the interfaces', and HTML is what it wants. */
  wantsPage({ method, url, headers }: FastifyRequest): boolean {
    const reads = method === 'GET' || method === 'HEAD';
    return reads && (headers.accept ?? '').includes('text/html') && !NO_PAGES.test(url.split('?', 1)[0] ?? '');
  }

  async send(reply: FastifyReply): Promise<FastifyReply> {
    // Read anew each time: a build beside a running gateway brings files of other names.
    const html = await readFile(this.document, 'utf8');
    const nonce = randomBytes(16).toString('base64');
    return reply
      .code(200)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'same-origin')
      .send(html.replaceAll(NONCE_PLACE, nonce));
  }
}

/** pages.md 3.1. The nonce is for the style elements of the component library; scripts come from our own files only. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    'report-uri /csp-reports',
  ].join('; ');
}
