import type { components } from './generated/applications';

export type ProblemDocument = components['schemas']['Problem'];

/** A refusal as the service has put it; `status` 0: no answer came at all. */
export class Problem extends Error {
  /** @param service the one that was asked, as it stands in the address */
  constructor(
    readonly status: number,
    readonly document: Partial<ProblemDocument> & { readonly code: string },
    readonly service?: string,
  ) {
    super(document.title ?? document.code);
    this.name = 'Problem';
  }

  get code(): string {
    return this.document.code;
  }
}

/** The service that is away, when that is why (pages.md 5.1). */
export function serviceAway(error: unknown): string | undefined {
  return hasCode(error, 'platform/unavailable') ? error.service : undefined;
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

export function hasCode(error: unknown, code: string): error is Problem {
  return isProblem(error) && error.code === code;
}
