import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Builds the pages of apps/web when their sources have changed.
 * @param root folder of the repository
 * @returns the folder that the gateway serves
 */
export async function builtPages(root: string): Promise<string> {
  const { buildWeb } = (await import(pathToFileURL(path.join(root, 'scripts', 'build-web.mjs')).href)) as {
    buildWeb(root: string): Promise<{ readonly folder: string }>;
  };
  const { folder } = await buildWeb(root);
  return folder;
}
