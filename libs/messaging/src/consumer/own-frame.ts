/** A frame in a file of apps/ or libs/, compiled or not; function and place. */
const FRAME =
  /^\s+at (?:(?:async )?([\w$.<>#[\] ]{1,100}) \()?(?:file:\/\/)?\/[^()]*?\b((?:apps|libs)\/[\w./-]{1,200}?)\.[cm]?[jt]s:\d+:\d+\)?$/;

/**
 * The first frame of our own code in the stack of an error, of a service before those of the libraries: function and file,
 * without lines and folders, which change with a build. Undefined when none is ours. Nothing of the error's message.
 */
export function ownFrame(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const { stack, message } = error;
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = stack
    .slice(at < 0 ? 0 : at + message.length)
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .map((line) => FRAME.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '<anonymous>', file = '']) => ({ name: name.replace(/^new /, ''), file }));
  const first = frames.find(({ file }) => file.startsWith('apps/')) ?? frames[0];
  return first && `${first.name} ${first.file}`.slice(0, 300);
}
