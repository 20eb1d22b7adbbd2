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
  /** Deep link to the application (R6). */
  readonly link: string;
}

/** A message as people read it; plain text, nothing escaped. */
export interface Text {
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: string;
  readonly linkText: string;
}

/** The three blocks of a template file, divided by lines of three dashes. */
interface Blocks {
  readonly subject: Handlebars.TemplateDelegate;
  readonly body: Handlebars.TemplateDelegate;
  readonly linkText: Handlebars.TemplateDelegate;
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

  render({ template, language, parameters, studentName, link }: TextRequest): Text {
    const blocks = this.#blocks.get(`${template}/${language}`);
    if (!blocks) throw new Error(`no text for ${template} in ${language}`);
    const context = { ...parameters, studentName };
    return {
      language,
      subject: blocks.subject(context),
      paragraphs: blocks.body(context).split(/\n{2,}/),
      link,
      linkText: blocks.linkText(context),
    };
  }

  /** The message as an HTML document. The only place where text becomes HTML: everything is escaped here. */
  html(text: Text): string {
    return this.#mail(text);
  }

  /** The message as plain text, the link on a line of its own. */
  plain({ paragraphs, linkText, link }: Text): string {
    return `${[...paragraphs, `${linkText}:\n${link}`].join('\n\n')}\n`;
  }
}

function readBlocks(template: Template, language: Language): Blocks {
  const [subject, body, linkText, ...more] = read(`${template}/${language}.hbs`).trim().split('\n---\n');
  if (subject === undefined || body === undefined || linkText === undefined || more.length > 0) {
    throw new Error(`templates/${template}/${language}.hbs must have subject, body and link text divided by ---`);
  }
  const compile = (block: string) => Handlebars.compile(block, { ...STRICT, noEscape: true });
  return { subject: compile(subject), body: compile(body), linkText: compile(linkText) };
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n');
}
