import { SERVICES, type ServiceName } from '#contracts';

/** Who has a database: the services, and the gateway for its sessions. */
export const DATABASE_OWNERS = [...SERVICES, 'gateway'] as const;
export type DatabaseOwner = (typeof DATABASE_OWNERS)[number];

/** `recognition-bank` → `RECOGNITION_BANK`, as in the names of environment variables. */
export function variablePrefix(service: string): string {
  return service.toUpperCase().replaceAll('-', '_');
}

/** `recognition-bank` → `recognitionBank`, as in the names of ports. */
export function portPrefix<S extends ServiceName>(service: S): PortPrefix<S> {
  return service.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as PortPrefix<S>;
}

type PortPrefix<S extends ServiceName> = S extends 'recognition-bank'
  ? 'recognitionBank'
  : S extends 'study-rights'
    ? 'studyRights'
    : S;
