/** No call of the client may take longer, ms: beyond a join of the group (20 s at most) and its way there and back. */
const CLIENT_WITHIN_MS = 45_000;

/**
 * What the client was asked, or an error when it has not answered in time. A request of the client ends by itself
 * after 30 s, but a call may be several requests, with retries, or wait for a socket that is not closed.
 */
export async function bounded<T>(what: string, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The client has not answered within ${CLIENT_WITHIN_MS / 1000} s: ${what}`)),
      CLIENT_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
