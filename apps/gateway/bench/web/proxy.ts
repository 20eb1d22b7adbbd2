import { accessToken, stack } from '#testing';
import { type Figure, median } from './figure.js';

const CALLS = 400;
const PATH = '/api/applications/v1/applications?view=own&limit=20';

/** What the gateway adds to a call, one at a time and in turn; the service's own answer is what it is compared with. */
export async function measureProxy(): Promise<Figure[]> {
  const headers = { authorization: `Bearer ${await accessToken('aino')}` };
  const { gatewayUrl, serviceUrls } = stack();
  const [direct, through]: [number[], number[]] = [[], []];
  for (let call = 0; call < CALLS; call++) {
    const first = await timed(serviceUrls.applications + PATH, headers);
    const second = await timed(gatewayUrl + PATH, headers);
    // The first ones warm up what they meet.
    if (call >= CALLS / 10) {
      direct.push(first);
      through.push(second);
    }
  }
  return [
    { what: 'A call to the service itself', value: median(direct), unit: 'ms' },
    { what: 'The same call through the gateway', value: median(through), unit: 'times', goal: 1.25 },
  ].map((figure) => (figure.unit === 'times' ? { ...figure, value: median(through) / median(direct) } : figure));
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const from = performance.now();
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return performance.now() - from;
}
