import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILES = ['routes.tsx', 'administration-routes.tsx', 'study-right-routes.tsx'];

/** A page as these files declare it. */
export interface DeclaredRoute {
  readonly path: string;
  /** Undefined: everybody who is signed in. */
  readonly roles: readonly string[] | undefined;
  /** What is switched on for the institutions that have the page. */
  readonly feature: string | undefined;
  /** Also signed out. */
  readonly open: boolean;
}

/** The route table, read from its source: a page that is added is in every scenario that goes through all pages. */
export function declaredRoutes(): DeclaredRoute[] {
  const source = FILES.map((file) => readFileSync(path.join(import.meta.dirname, '..', 'src', file), 'utf8'));
  return source
    .join('\n')
    .split('createRoute({')
    .slice(1)
    .map((declaration) => ({
      path: /path: '([^']+)'/.exec(declaration)?.[1] ?? '',
      roles: /roles: \[([^\]]*)\]/.exec(declaration)?.[1]?.match(/[A-Z_]+/g) ?? undefined,
      feature: /feature: '([^']+)'/.exec(declaration)?.[1],
      open: /open: true/.test(declaration),
    }));
}
