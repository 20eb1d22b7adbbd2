import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { type Language, LANGUAGES, type Template, type TemplateParameters, TEMPLATES } from '../domain/templates.js';

/** What a text is made of. */
export interface TextRequest {
  readonly template: Template;
  readonly language: Language;
  readonly parameters: TemplateParameters;
  /** Empty when the text names nobody. */
  readonly studentName: string;
  /** Deep link to the application (R6), or to the list of them. */
  readonly link: string;
  /** Lines of a digest. */
  readonly items?: readonly ItemRequest[];
}

/** What a line of a digest is made of. */
export interface ItemRequest {
  readonly studentName: string;
  readonly partCount: number;
  readonly days: number;
  readonly link: string;
}

/** A message as people read it; plain text, nothing escaped. */
export interface Text {
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Each leads somewhere of its own. */
  readonly items: readonly { readonly text: string; readonly link: string }[];
  readonly link: string;
  readonly linkText: string;
}

/** The three blocks of a template file, divided by lines of three dashes; of a digest a fourth one for each of its lines. */
interface Blocks {
  readonly subject: Handlebars.TemplateDelegate;
  readonly body: Handlebars.TemplateDelegate;
  readonly linkText: Handlebars.TemplateDelegate;
  readonly item: Handlebars.TemplateDelegate | null;
}

const FOLDER = new URL('../templates/', import.meta.url);
/** A name that a template misspells is an error, not an empty place; a template can call nothing. */
const STRICT = { strict: true, knownHelpersOnly: true };

/** The texts of all templates in all languages, read once at start: a missing file keeps the service from starting. */
@Injectable()
export class Texts {
  readonly #blocks = new Map(
    TEMPLATES.flatMap((template) =>
      LANGUAGES.map((language) => [`${template}/${language}`, readBlocks(template, language)]),
    ),
  );
  readonly #mail = Handlebars.compile(read('mail.hbs'), STRICT);

  render({ template, language, parameters, studentName, link, items = [] }: TextRequest): Text {
    const blocks = this.#blocks.get(`${template}/${language}`);
    if (!blocks) throw new Error(`no text for ${template} in ${language}`);
    const context = { ...parameters, studentName };
    return {
      language,
      subject: blocks.subject(context),
      paragraphs: blocks.body(context).split(/\n{2,}/),
      items: items.map((item) => ({ text: blocks.item?.(item) ?? '', link: item.link })),
      link,
      linkText: blocks.linkText(context),
    };
  }

  /** The message as an HTML document. The only place where text becomes HTML: everything is escaped here. */
  html(text: Text): string {
    return this.#mail(text);
  }

  /** The message as plain text, the link on a line of its own. */
  plain({ paragraphs, items, linkText, link }: Text): string {
    const lines = items.map((item) => `- ${item.text}\n  ${item.link}`);
    return `${[...paragraphs, ...lines, `${linkText}:\n${link}`].join('\n\n')}\n`;
  }
}

function readBlocks(template: Template, language: Language): Blocks {
  const [subject, body, linkText, item, ...more] = read(`${template}/${language}.hbs`).trim().split('\n---\n');
  if (subject === undefined || body === undefined || linkText === undefined || more.length > 0) {
    throw new Error(`templates/${template}/${language}.hbs must have subject, body and link text divided by ---`);
  }
  const compile = (block: string) => Handlebars.compile(block, { ...STRICT, noEscape: true });
  return {
    ...{ subject: compile(subject), body: compile(body), linkText: compile(linkText) },
    item: item === undefined ? null : compile(item),
  };
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n');
}
