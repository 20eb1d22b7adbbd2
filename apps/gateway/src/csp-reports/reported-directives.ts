import { z } from 'zod';

/** The directives of our own policy, and those that they stand in for: what a report names otherwise is `other`. */
const DIRECTIVES = [
  ...[
    'default-src',
    'script-src',
    'script-src-elem',
    'script-src-attr',
    'style-src',
    'style-src-elem',
    'style-src-attr',
  ],
  ...['connect-src', 'img-src', 'font-src', 'frame-src', 'media-src', 'object-src', 'worker-src', 'manifest-src'],
  ...['form-action', 'base-uri', 'frame-ancestors'],
];
/** Reports that one request may carry; the others are not looked at. */
const MOST = 20;

const ofReportUri = z.object({
  'csp-report': z.object({ 'effective-directive': z.string().optional(), 'violated-directive': z.string().optional() }),
});
const ofReportTo = z.array(
  z.object({ type: z.string(), body: z.object({ effectiveDirective: z.string() }).optional() }),
);

/**
 * The directives that reports of browsers say were violated: of `report-uri` one, of the Reporting API several. Nothing else of a report
 * is used: addresses in it may name a person's case.
 */
export function reportedDirectives(report: unknown): string[] {
  const one = ofReportUri.safeParse(report);
  if (one.success) {
    const { 'effective-directive': effective, 'violated-directive': violated = '' } = one.data['csp-report'];
    return [known(effective ?? violated)];
  }
  const several = ofReportTo.safeParse(report);
  if (!several.success) return [];
  return several.data
    .slice(0, MOST)
    .flatMap(({ type, body }) => (type === 'csp-violation' && body ? [known(body.effectiveDirective)] : []));
}

/** Browsers of before say the whole directive: its name comes first. */
function known(directive: string): string {
  const [name = ''] = directive.split(' ');
  return DIRECTIVES.includes(name) ? name : 'other';
}
