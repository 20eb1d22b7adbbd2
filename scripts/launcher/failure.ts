/**
 * A condition that the person at the terminal can do something about: the message is one sentence that says what is
 * wrong and what to do next, and is printed without a stack.
 */
export class LauncherError extends Error {
  override readonly name = 'LauncherError';
}

const DISK_FULL =
  'The disk is full: free at least 1 GiB, or set DATA_DIR to a folder on another disk, and start again.';

/** The sentence for any failure; the stack only of what nobody foresaw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof LauncherError) return error.message;
  if (isDiskFull(error)) return DISK_FULL;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Whether a file-system error, or the text of a log, shows a full disk. */
export function isDiskFull(evidence: unknown): boolean {
  if (typeof evidence === 'string') return /ENOSPC|No space left on device/i.test(evidence);
  return typeof evidence === 'object' && evidence !== null && (evidence as { code?: unknown }).code === 'ENOSPC';
}

export function diskFull(): LauncherError {
  return new LauncherError(DISK_FULL);
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
