import { type Refusal, refuse } from '#kernel';
import type { DigestChoice } from './digest.js';

/** Lists of which somebody keeps views. */
export const LISTS = ['WORK', 'ALL_APPLICATIONS'] as const;

/** A list as a person likes to see it: its filters and its order. */
export interface SavedView {
  readonly id: string;
  readonly list: (typeof LISTS)[number];
  readonly name: string;
  /** As it stands in the address of the list, such as `state=SENT&order=waiting`; names of people do not. */
  readonly query: string;
}

/** How a person has the pages. */
export interface Preferences {
  /** Whether commands of one key work (WCAG 2.2, 2.1.4). */
  readonly shortcuts: boolean;
  readonly digest: DigestChoice;
  /** In the order in which they were first kept. */
  readonly views: readonly SavedView[];
}

/** Of somebody who has chosen nothing. */
export const USUAL: Preferences = { shortcuts: true, digest: { mode: null, days: null }, views: [] };

/** As many as a person still chooses from. */
export const VIEWS_AT_MOST = 20;

/** Keeps a view, or keeps it differently; the others stay as they are. */
export function keepView(preferences: Preferences, view: SavedView): Preferences | Refusal {
  const { views } = preferences;
  const others = views.filter(({ id }) => id !== view.id);
  const isNew = others.length === views.length;
  if (others.some((other) => other.list === view.list && isSameName(other.name, view.name))) {
    return refuse('preferences/view-name-taken');
  }
  if (isNew && views.length >= VIEWS_AT_MOST) {
    return refuse('preferences/too-many-views', { limit: String(VIEWS_AT_MOST) });
  }
  return { ...preferences, views: isNew ? [...views, view] : views.map((one) => (one.id === view.id ? view : one)) };
}

export function deleteView(preferences: Preferences, viewId: string): Preferences {
  return { ...preferences, views: preferences.views.filter(({ id }) => id !== viewId) };
}

/** Two names that people would take for one. */
function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
