interface Text {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

export const hoksFieldKinds = [
  'DAY',
  'MOMENT',
  'YES_NO',
  'TEXT',
  'TEXTS',
  'NUMBER',
  'OID',
  'CODE',
  'LIST',
  'THING',
] as const;
type HoksFieldKind = (typeof hoksFieldKinds)[number];

/** A field of a HOKS as people read and write it. */
export interface HoksField {
  /** eHOKS's own name. */
  readonly name: string;
  readonly title: Text;
  readonly hint: Text | null;
  readonly kind: HoksFieldKind;
  /** In creation and full replacement; a change of single fields may leave it out, as in eHOKS. */
  readonly required: boolean;
  /** People may write it by hand. */
  readonly editable: boolean;
  /** The one type of study right whose HOKSes have it; null: all. */
  readonly onlyFor: string | null;
  /** The codes whose meaning is known here, for CODE. */
  readonly codes: readonly { readonly code: string; readonly text: Text }[];
  /** Of a LIST or a THING: the fields that people write in it, by their names in the same section. */
  readonly within: readonly { readonly name: string; readonly required: boolean }[];
}

/** What a HOKS is made of: its main fields, or a list of like things. */
export interface HoksSection {
  /** eHOKS's name of the list; the main fields have none of theirs. */
  readonly name: string;
  readonly title: Text;
  readonly repeated: boolean;
  readonly onlyFor: string | null;
  readonly fields: readonly HoksField[];
}

export function text(fi: string, sv: string, en: string): Text {
  return { fi, sv, en };
}

export function field(
  name: string,
  kind: HoksFieldKind,
  title: Text,
  rules: Partial<Omit<HoksField, 'name' | 'kind' | 'title'>> = {},
): HoksField {
  return {
    name,
    kind,
    title,
    hint: null,
    required: false,
    editable: false,
    onlyFor: null,
    codes: [],
    within: [],
    ...rules,
  };
}
