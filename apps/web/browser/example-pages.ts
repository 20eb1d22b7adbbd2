import { aProposedCase } from './desk';
import { aDraft, anOpenApplication, aReturnedApplication, aSentApplication } from './main-job';
import { declaredRoutes } from './route-table';
import { aStudyRightWithHoks } from './study-right-things';

/** A page with something on it, and who opens it. */
export interface ExamplePage {
  /** For file names and titles of tests. */
  readonly name: string;
  readonly path: string;
  /** Undefined: somebody who is not signed in. */
  readonly username: string | undefined;
}

const BY_ROLE: Readonly<Record<string, string>> = {
  STUDENT: 'aino',
  HANDLER: 'hanna',
  RECORDER: 'hanna',
  ADMIN: 'anna',
  SUPPORT: 'tuki',
  PROVIDER: 'paivi',
  PROVIDER_INVALIDATOR: 'paivi',
  LEARNER: 'leo',
  OPERATOR: 'otso',
};

/** Somebody of an institution that has it. */
const BY_FEATURE: Readonly<Record<string, string>> = { serviceUsers: 'petra' };

/** The things that pages with an id in their address are about. */
const THINGS: Readonly<
  Record<string, readonly (readonly [name: string, username: string, make: () => Promise<string>])[]>
> = {
  '/applications/$id': [
    ['sent-student', 'aino', async () => path('/applications', (await aSentApplication(2)).id)],
    ['returned-student', 'aino', async () => path('/applications', (await aReturnedApplication(2)).id)],
    ['open-staff', 'hanna', async () => path('/applications', (await anOpenApplication(2)).id)],
  ],
  '/applications/$id/edit': [
    ['draft', 'aino', async () => path('/applications', (await aDraft()).id, 'edit')],
    ['returned', 'aino', async () => path('/applications', (await aReturnedApplication(2)).id, 'edit')],
  ],
  '/support/cases/$id': [['proposed', 'tuki', async () => path('/support/cases', (await aProposedCase('toini')).id)]],
  '/applications/$id/check': [['draft', 'aino', async () => path('/applications', (await aDraft()).id, 'check')]],
  '/applications/$id/parts/$partId': [
    [
      'open',
      'hanna',
      async () => {
        const { id, parts } = await anOpenApplication(2);
        return path('/applications', id, 'parts', parts[0]?.id ?? '');
      },
    ],
  ],
  '/study-rights/$oid': [['with-hoks', 'paivi', async () => path('/study-rights', (await aStudyRightWithHoks()).oid)]],
  '/study-rights/$oid/hoks': [
    ['sent', 'paivi', async () => path('/study-rights', (await aStudyRightWithHoks()).oid, 'hoks')],
    ['by-hand', 'mirja', async () => path('/study-rights', (await aStudyRightWithHoks('mirja')).oid, 'hoks')],
  ],
};

/** Every page of the route table; one whose address has an id must be listed above. */
export async function examplePages(): Promise<ExamplePage[]> {
  const pages: ExamplePage[] = [{ name: 'signed-out', path: '/', username: undefined }];
  for (const { path: route, roles, feature, open } of declaredRoutes().filter(
    (one) => !['/', '/signed-in'].includes(one.path),
  )) {
    const things = THINGS[route];
    if (route.includes('$') && things === undefined) throw new Error(`${route} has no example in example-pages.ts`);
    for (const [name, username, make] of things ?? []) {
      pages.push({ name: `${named(route)}-${name}`, path: await make(), username });
    }
    if (things) continue;
    const ofRole = (feature && BY_FEATURE[feature]) ?? BY_ROLE[roles?.[0] ?? 'STUDENT'] ?? 'aino';
    const username = open ? undefined : ofRole;
    pages.push({ name: named(route), path: route, username });
  }
  return pages;
}

function path(...parts: readonly string[]): string {
  return parts.join('/');
}

function named(route: string): string {
  return route.slice(1).replaceAll('/$', '/').replaceAll('/', '-');
}
