import type { Json } from '../../syntax/value.ts';

/** Where a suggestion's documentation is found: in the docs, or with the snippet that it inserts. */
export type DocsKey = MemberKey | { readonly fragment: string } | { readonly file: string };

/** A place in the docs: type, member and value, or the option of a log driver. */
export interface MemberKey {
  readonly type: string;
  readonly member?: string;
  readonly option?: string;
  readonly value?: string;
}

/** Something that can be written at a place. */
export interface Suggestion {
  readonly label: string;
  readonly value: Json;
  /** A few words shown next to the label. */
  readonly detail?: string | undefined;
  readonly docs?: DocsKey | undefined;
  readonly kind: 'member' | 'value' | 'name' | 'reference' | 'form' | 'fragment';
  readonly deprecated?: boolean;
  /** Whether there are suggestions for what is left to fill in. */
  readonly continues?: boolean;
}
