/** What is said to people who do not see the page change; the shell owns the two live regions. */
type Urgency = 'polite' | 'assertive';

let say: (text: string, urgency: Urgency) => void = () => undefined;

export function announce(text: string, urgency: Urgency = 'polite'): void {
  say(text, urgency);
}

export function announceBy(regions: (text: string, urgency: Urgency) => void): void {
  say = regions;
}
