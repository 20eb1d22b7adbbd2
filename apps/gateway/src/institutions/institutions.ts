import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Explained, type Localised } from '#platform';
import type { institutionView, institutionNoticesView } from '../own-addresses.js';
import { defaultFile, institutionFile, type InstitutionFile } from './institution-file.js';

/** Those of the demo, and notices that hold for any institution. */
const SHIPPED = fileURLToPath(new URL('../../institutions/', import.meta.url));
const DEFAULT = 'default.json';

type Notices = z.infer<typeof defaultFile>;
type InstitutionView = z.infer<typeof institutionView>;

/**
 * Names, looks and notices of the institutions. They are files of the gateway, and no copy of what the universities publish: pages need them
 * before anybody has signed in, and they change with the words of a notice, not with events.
 */
export class Institutions {
  private constructor(
    private readonly files: ReadonlyMap<string, InstitutionFile>,
    private readonly notices: Notices,
  ) {}

  /**
   * @param folder with `default.json` and a file for each institution; the shipped ones when left out
   * @throws Explained when a file is not as it should be
   */
  static read(folder: string = SHIPPED): Institutions {
    const files = new Map<string, InstitutionFile>();
    for (const file of filesIn(folder)) {
      if (file !== DEFAULT) files.set(path.basename(file, '.json'), contentOf(folder, file, institutionFile));
    }
    return new Institutions(files, contentOf(folder, DEFAULT, defaultFile));
  }

  /** An institution without a file is called by its oid. */
  viewOf(oid: string): InstitutionView {
    const file = this.files.get(oid);
    return {
      oid,
      name: file?.name ?? { fi: oid, sv: oid, en: oid },
      ...(file?.logo !== undefined && { logo: `/institutions/${oid}/logo` }),
      ...(file?.primaryColour !== undefined && { primaryColour: file.primaryColour }),
    };
  }

  featuresOf(oid: string): string[] {
    return [...(this.files.get(oid)?.features ?? [])];
  }

  /** Those with a file, by their Finnish names. */
  all(): InstitutionView[] {
    return [...this.files.keys()]
      .map((oid) => this.viewOf(oid))
      .sort((one, other) => one.name.fi.localeCompare(other.name.fi, 'fi'));
  }

  /** Undefined for an institution without a file. */
  noticesOf(oid: string): z.infer<typeof institutionNoticesView> | undefined {
    const file = this.files.get(oid);
    if (!file) return undefined;
    const { privacyContact, accessibilityContact } = file;
    const filled = (notice: Notices['privacy']) => ({
      updatedOn: notice.updatedOn,
      sections: notice.sections.map(({ heading, paragraphs }) => ({
        heading: fillIn(heading, file),
        paragraphs: paragraphs.map((paragraph) => fillIn(paragraph, file)),
      })),
    });
    return {
      institution: this.viewOf(oid),
      ...{ privacyContact, accessibilityContact },
      privacy: filled(file.privacy ?? this.notices.privacy),
      accessibility: filled(file.accessibility ?? this.notices.accessibility),
    };
  }

  /** The image and its media type; undefined without one. */
  logoOf(oid: string): { readonly type: string; readonly image: Buffer } | undefined {
    const [, type, image] = /^data:([^;]+);base64,(.*)$/.exec(this.files.get(oid)?.logo ?? '') ?? [];
    return type === undefined || image === undefined ? undefined : { type, image: Buffer.from(image, 'base64') };
  }
}

function fillIn(text: Localised, { name, privacyContact, accessibilityContact }: InstitutionFile): Localised {
  const inLanguage = (language: keyof Localised) =>
    text[language]
      .replaceAll('{{institution}}', name[language])
      .replaceAll('{{privacyContact}}', privacyContact)
      .replaceAll('{{accessibilityContact}}', accessibilityContact);
  return { fi: inLanguage('fi'), sv: inLanguage('sv'), en: inLanguage('en') };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch (error) {
    throw new Explained(`INSTITUTIONS_FOLDER: ${folder} cannot be read.`, { cause: error });
  }
}

function contentOf<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  const place = path.join(folder, file);
  try {
    return schema.parse(JSON.parse(readFileSync(place, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Explained(`${place} is not as it should be: ${why}`, { cause: error });
  }
}
