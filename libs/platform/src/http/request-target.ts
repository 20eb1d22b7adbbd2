/**
 * Whether the target of a request is a plain path: it begins with one slash, its escapes are well formed, and no segment,
 * as written or unescaped, is `.` or `..` (RFC 3986, 3.3 and 5.2.4). Proxies and services resolve such segments at different
 * moments, so that one would check another address than the other answers. Absolute addresses and `*` are no paths.
 */
export function isPlainPath(target: string): boolean {
  const [path = ''] = target.split(/[?#]/, 1);
  if (!/^\/(?![/\\])/.test(path)) return false;
  let unescaped: string;
  try {
    unescaped = decodeURIComponent(path);
  } catch {
    return false;
  }
  return !unescaped.split(/[/\\]/).some(isDotSegment);
}

function isDotSegment(segment: string): boolean {
  return segment === '.' || segment === '..';
}
