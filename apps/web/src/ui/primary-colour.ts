/** What the colour stands on: the page, and the row that is chosen. */
const GROUNDS = ['#FFFFFF', '#E6EBFA'];
/** WCAG 1.4.3, for texts of ordinary size. */
const LEAST_CONTRAST = 4.5;

/**
 * An institution's colour where texts and buttons in it can be read; else undefined.
 * @param colour as #RRGGBB
 */
export function readableColour(colour: string | undefined): string | undefined {
  if (colour === undefined || !/^#[0-9a-f]{6}$/i.test(colour)) return undefined;
  return GROUNDS.every((ground) => contrast(colour, ground) >= LEAST_CONTRAST) ? colour : undefined;
}

/** The contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
