import type { PageOfServices } from '../api/services';
import { ProblemPanel } from './problem-panel';

/** The services that did not answer: each is named, and the others are shown (pages.md 5.1). */
export function FailedServices({ pages }: { readonly pages: readonly PageOfServices<unknown>[] | undefined }) {
  const failed = pages?.flatMap((page) => page.failed) ?? [];
  return failed.map(({ service, error }) => <ProblemPanel key={service} error={error} />);
}
