/** An error whose message is a sentence for operators: what is the matter and what to do. Quotes no values. */
export class Explained extends Error {
  override readonly name = 'Explained';
}
