/**
 * The heading of a page that was open before, drawn while the application is still being read: two thirds of the time until a
 * list is there are the start of the application itself. It is for eyes only, lies where the page will draw its own, and goes
 * when that is there. Only of pages whose address names nothing, because a heading may name a person.
 */
const KEPT_AS = 'hyvaksiluku.headings';
const NAMES_NOTHING = /^(\/[a-z-]+)+$/;
/** More pages than there are; addresses that somebody makes up fill no browser. */
const MOST = 60;

interface KeptHeading {
  readonly title: string;
  /** In pixels from the edges of a window as wide as it was. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

let drawn: HTMLElement | undefined;

/** @returns true when there is something to paint before anything else is done */
export function drawFirstHeading(language: string): boolean {
  const kept = keptHeadings()[keyOf(language)];
  if (kept === undefined || kept.width !== innerWidth) return false;
  drawn = document.createElement('div');
  drawn.ariaHidden = 'true';
  drawn.dataset['noprint'] = '';
  drawn.textContent = kept.title;
  // As the heading of the theme. A style element would need the nonce of the answer.
  Object.assign(drawn.style, {
    ...{ position: 'absolute', left: `${kept.left}px`, top: `${kept.top}px`, background: '#FFFFFF', color: '#1D1D1D' },
    font: '600 28px/1.167 system-ui, "Open Sans", "Segoe UI", Roboto, sans-serif',
  });
  document.body.append(drawn);
  return true;
}

/** The page has drawn its own heading. */
export function keepHeading(title: string, language: string, heading: HTMLElement): void {
  drawn?.remove();
  drawn = undefined;
  if (!NAMES_NOTHING.test(location.pathname) || scrollY > 0) return;
  const { left, top } = heading.getBoundingClientRect();
  const all = keptHeadings();
  const others = Object.keys(all).length < MOST ? all : {};
  keep({ ...others, [keyOf(language)]: { title, left, top, width: innerWidth } });
}

/** At sign-out: somebody who only comes by sees no page that is not theirs. */
export function forgetHeadings(): void {
  keep({});
}

function keyOf(language: string): string {
  return `${language} ${location.pathname}`;
}

function keptHeadings(): Readonly<Record<string, KeptHeading>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, KeptHeading>) : {};
  } catch {
    return {};
  }
}

function keep(headings: Readonly<Record<string, KeptHeading>>): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(headings));
  } catch {
    // Full, or switched off: the page comes as it would without.
  }
}
