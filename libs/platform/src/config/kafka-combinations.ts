import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { z } from 'zod';
import type { kafkaSettings, runtimeSettings } from './settings.js';

type Settings = Partial<z.infer<z.ZodObject<typeof kafkaSettings & typeof runtimeSettings>>>;

/**
 * What is wrong between the Kafka settings of a process, though each is right by itself: one sentence per problem.
 * A process without Kafka settings has none.
 */
export function kafkaCombinations(settings: Settings): string[] {
  return [...signInProblems(settings), ...encryptionProblems(settings)];
}

function signInProblems(settings: Settings): string[] {
  const mechanism = settings.KAFKA_SASL_MECHANISM;
  const credentials = (['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const).map((name) => ({
    name,
    given: settings[name] !== undefined,
  }));
  if (mechanism === undefined) {
    return credentials
      .filter(({ given }) => given)
      .map(({ name }) => `${name} is given, but KAFKA_SASL_MECHANISM, which would use it, is missing.`);
  }
  const problems = credentials
    .filter(({ given }) => !given)
    .map(({ name }) => `${name} is missing: KAFKA_SASL_MECHANISM needs it.`);
  // What goes over the wire lets a listener try passwords at leisure, and the events would be readable anyway.
  if (!settings.KAFKA_TLS && settings.NODE_ENV === 'production')
    problems.push('KAFKA_SASL_MECHANISM is given without KAFKA_TLS=true: not in production.');
  return problems;
}

function encryptionProblems(settings: Settings): string[] {
  const { KAFKA_TLS_CA: ca, KAFKA_TLS_CERTIFICATE: cert, KAFKA_TLS_KEY: key } = settings;
  const problems: string[] = [];
  if (!settings.KAFKA_TLS) {
    const useless = (['KAFKA_TLS_CA', 'KAFKA_TLS_CERTIFICATE', 'KAFKA_TLS_KEY'] as const).filter(
      (name) => settings[name] !== undefined,
    );
    return useless.map((name) => `${name} is given, but KAFKA_TLS is not true.`);
  }
  if (cert !== undefined && key === undefined)
    problems.push('KAFKA_TLS_KEY is missing: KAFKA_TLS_CERTIFICATE needs it.');
  if (key !== undefined && cert === undefined)
    problems.push('KAFKA_TLS_CERTIFICATE is missing: KAFKA_TLS_KEY needs it.');
  if (problems.length > 0) return problems;
  if (ca !== undefined && !succeeds(() => new X509Certificate(ca)))
    return ['KAFKA_TLS_CA is wrong: not a certificate that Node can read.'];
  if (cert !== undefined && key !== undefined && !succeeds(() => createSecureContext({ cert, key })))
    return ['KAFKA_TLS_KEY is wrong: it does not belong to KAFKA_TLS_CERTIFICATE, or one of them cannot be read.'];
  return [];
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
