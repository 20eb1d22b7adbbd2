import type { ServiceName } from '#contracts';
import type { DatabaseOwner } from './services.js';
import { replaceFile } from './data-folder.js';

/**
 * Where a running stack is found and how one gets in. `libs/testing` reads it by the variable STACK_FILE;
 * it is rewritten whenever a process has been started or has gone.
 */
export interface StackFile {
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly kafkaBrokers: readonly string[];
  /** Web address of the mail catcher. */
  readonly maildevUrl: string;
  readonly smtpUrl: string;
  /** Address of each service itself, past the gateway. */
  readonly serviceUrls: Readonly<Record<ServiceName, string>>;
  readonly metricsUrls: Readonly<Record<ServiceName | 'gateway', string>>;
  /** With the password of the service's own role. */
  readonly databaseUrls: Readonly<Record<DatabaseOwner, string>>;
  readonly logFolder: string;
  /** By how many ms the clocks of the services are moved (`npm run clock`). */
  readonly clockFile: string;
  /** Process number by name: the services, gateway, dev-idp, maildev, kafka, postgres; a dead process is missing. */
  readonly pids: Readonly<Record<string, number>>;
}

/** Writes the file; readable for this user only, because it holds passwords. */
export function writeStackFile(file: string, content: StackFile): void {
  replaceFile(file, `${JSON.stringify(content, undefined, 2)}\n`);
}
