/** Every answer of eHOKS that has a body. Source: ehoks src/oph/ehoks/restful.clj. */
export interface Restful<T> {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly data: T;
}

export function restful<T>(data: T, meta: Readonly<Record<string, unknown>> = {}): Restful<T> {
  return { meta, data };
}
