import { createRootRoute } from '@tanstack/react-router';
import { Shell } from './shell/shell';
import './shell/page-rights';
import { preloadTexts } from './texts/texts';

/** What every page stands in. */
export const root = createRootRoute({
  component: Shell,
  beforeLoad: ({ matches }) => {
    const feature = matches.at(-1)?.staticData.texts;
    if (feature !== undefined) preloadTexts(feature);
  },
});
export const page = { getParentRoute: () => root };
