import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A page as src/routes.tsx declares it. */
export interface DeclaredRoute {
  readonly path: string;
  /** Undefined: everybody who is signed in. */
  readonly roles: readonly string[] | undefined;
  /** Also signed out. */
  readonly open: boolean;
}

/** The route table, read from its source: a page that is added is in every scenario that goes through all pages. */
export function declaredRoutes(): DeclaredRoute[] {
  const source = readFileSync(path.join(import.meta.dirname, '..', 'src', 'routes.tsx'), 'utf8');
  return source
    .split('createRoute({')
    .slice(1)
    .map((declaration) => ({
      path: /path: '([^']+)'/.exec(declaration)?.[1] ?? '',
      roles: /roles: \[([^\]]*)\]/.exec(declaration)?.[1]?.match(/[A-Z_]+/g) ?? undefined,
      open: /open: true/.test(declaration),
    }));
}
