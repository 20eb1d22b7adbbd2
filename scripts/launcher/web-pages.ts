import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Builds the pages of apps/web when their sources have changed.
 * @param root folder of the repository
 * @returns the folder that the gateway serves
 */
export function builtPages(root: string): Promise<string> {
  // Stacks that start side by side share one build.
  building ??= build(root).finally(() => (building = undefined));
  return building;
}

let building: Promise<string> | undefined;

async function build(root: string): Promise<string> {
  const { buildWeb } = (await import(pathToFileURL(path.join(root, 'scripts', 'build-web.mjs')).href)) as {
    buildWeb(root: string): Promise<{ readonly folder: string }>;
  };
  const { folder } = await buildWeb(root);
  return folder;
}
