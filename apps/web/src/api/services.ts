import { isProblem } from './problem';

/** The services, as they stand in addresses. */
export const SERVICES = ['applications', 'decisions', 'recognition-bank', 'notifications', 'study-rights'] as const;
export type Service = (typeof SERVICES)[number];

/** The services to ask, each with where its next page begins; undefined: at its beginning. */
export type Cursors = Readonly<Partial<Record<Service, string | undefined>>>;

interface PageOfOne<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A page of several services. */
export interface PageOfServices<T> {
  readonly items: readonly T[];
  /** Those that have more; undefined when none has. */
  readonly next: Cursors | undefined;
  /** Refusals of services, which hide nothing of the others (pages.md 5.1). */
  readonly failed: readonly { readonly service: Service; readonly error: unknown }[];
}

/** Asks several services for a page each. @throws what one has thrown, when it is no refusal, as when the reading is given up */
export async function askServices<T>(
  cursors: Cursors,
  ask: (service: Service, cursor: string | undefined) => Promise<PageOfOne<T>>,
): Promise<PageOfServices<T>> {
  const asked = SERVICES.filter((service) => service in cursors);
  const answers = await Promise.allSettled(asked.map((service) => ask(service, cursors[service])));
  const next: Partial<Record<Service, string>> = {};
  const failed: PageOfServices<T>['failed'][number][] = [];
  const items = answers.flatMap((answer, index) => {
    const service = asked[index];
    if (service === undefined) return [];
    if (answer.status === 'rejected') {
      if (!isProblem(answer.reason)) throw answer.reason;
      failed.push({ service, error: answer.reason });
      return [];
    }
    if (answer.value.nextCursor !== null) next[service] = answer.value.nextCursor;
    return answer.value.items;
  });
  return { items, next: Object.keys(next).length > 0 ? next : undefined, failed };
}
