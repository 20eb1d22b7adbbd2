import type { Difference } from '../../api/support-cases';
import { VersionDifferences } from '../../ui/version-differences';

interface DifferencesProps {
  readonly title: string;
  readonly differences: readonly Difference[];
}

/** What has changed since the proposal, under a title of its own; nothing where nothing has. */
export function Differences({ title, differences }: DifferencesProps) {
  if (differences.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 style={{ fontSize: '1rem', marginBottom: 4 }}>{title}</h3>
      <VersionDifferences differences={differences} />
    </section>
  );
}
