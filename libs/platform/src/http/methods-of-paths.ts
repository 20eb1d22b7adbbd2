/** Which methods the registered routes take at a path, for answers to requests that match none of them. */
export class MethodsOfPaths {
  private readonly routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** @param url as routes are registered: `:name` stands for a segment, `*` for the rest */
  add(url: string, methods: string | readonly string[]): void {
    const route = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.routes.set(url, route);
  }

  /** @returns methods in the order of the alphabet; none when nothing is there */
  at(path: string): string[] {
    const [plain = ''] = path.split(/[?#]/, 1);
    const matching = [...this.routes.values()].filter(({ pattern }) => pattern.test(plain));
    return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment === '*') return '.*';
    return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
