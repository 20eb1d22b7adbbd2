import { describe, expect, it } from '@jest/globals';
import { runWithTrace } from '../trace/trace.js';
import { createLogger } from './logger.js';

function lines(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const written: string[] = [];
  log(createLogger('applications', 'info', { write: (line: string) => void written.push(line) }));
  return written.join('');
}

describe('logs', () => {
  it.each([
    ['an identity code of the 1900s', '010190-123A'],
    ['an identity code of the 2000s', '010105A123B'],
    ['an identity code with a new century sign', '010190Y123C'],
    ['an identity code of the 1800s', '010190+123D'],
    ['a person OID', '1.2.246.562.24.12345678901'],
    ['an e-mail address', 'aino.virtanen@example.fi'],
    ['an access token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'],
  ])('%s is nowhere in the line', (_name, secret) => {
    const text = lines((logger) => {
      logger.info(`message with ${secret}`);
      logger.info({ nested: { deep: [secret] } }, 'field');
      logger.error(
        { err: Object.assign(new Error(`for ${secret}`), { detail: secret, parameters: [secret] }) },
        'error',
      );
      logger.info({ headers: { authorization: `Bearer ${secret}` } }, 'headers');
    });
    expect(text.split('\n')).toHaveLength(5);
    expect(text).not.toContain(secret);
  });

  it('passwords in addresses and values of query strings are left out', () => {
    const text = lines((logger) =>
      logger.info('at postgres://user:hemlighet@db:5432/x and https://host/search?q=Aino&name=Virtanen#top'),
    );
    expect(text).toContain('postgres://[credentials]@db:5432/x');
    expect(text).toContain('?q=…&name=…');
    expect(text).not.toMatch(/hemlighet|Aino|Virtanen/);
  });

  it('the offending value of a database error is left out, its kind is kept', () => {
    const error = Object.assign(new Error('invalid input syntax for type uuid: "Aino"'), {
      code: '22P02',
      query: 'select Aino',
    });
    const text = lines((logger) => logger.error({ err: error }, 'failed'));
    expect(JSON.parse(text)).toMatchObject({
      level: 'error',
      err: { code: '22P02', message: 'invalid input syntax for type uuid: "…"' },
    });
    expect(text).not.toContain('Aino');
  });

  it('ids that are no personal data stay: trace, correlation, UUID, institution', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const kept = '4f8c2c5e-6df0-4f0e-8b39-0b3d1f3f7a11 1.2.246.562.10.10000000001 2026-11-23T12:29:00.123456Z';
    const text = lines((logger) => runWithTrace({ traceparent, correlationId: 'r-1' }, () => logger.info(kept)));
    expect(JSON.parse(text)).toMatchObject({
      service: 'applications',
      message: kept,
      correlationId: 'r-1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });
});
