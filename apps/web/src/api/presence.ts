const HERE_MS = 60_000;
let lastSeen = Date.now();

for (const event of ['pointerdown', 'keydown', 'visibilitychange'] as const) {
  document.addEventListener(event, () => (lastSeen = Date.now()), { capture: true, passive: true });
}

/** True when the person has done something on the page within the last minute. */
export function personIsHere(): boolean {
  return Date.now() - lastSeen < HERE_MS;
}
