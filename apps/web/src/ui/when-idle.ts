const AT_THE_LATEST_MS = 5_000;

/** Does something that nobody waits for, once the page is there and has nothing else to do. */
export function whenIdle(run: () => void): void {
  const later = () => setTimeout(run, 0);
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(later, { timeout: AT_THE_LATEST_MS });
  else setTimeout(run, AT_THE_LATEST_MS);
}
