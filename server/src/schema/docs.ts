import generated from './docs.generated.json';

/** Our documentation of an API member. Texts are one-line Markdown. */
export interface MemberDocs {
  readonly text: string;
  readonly default?: string;
  /** Allowed values, limits or format, in words. */
  readonly range?: string;
  /** Launch types that support it: `all`, or a list in words. */
  readonly launchTypes?: string;
  /** What it depends on, or what depends on it. */
  readonly depends?: string;
  /** ID of the course concept behind it. */
  readonly concept?: string;
  /** URL of AWS's own page. */
  readonly aws?: string;
  /** A text for each value of a closed list. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Our documentation of a log driver option. */
export interface OptionDocs {
  readonly text: string;
  readonly default?: string;
  readonly range?: string;
  readonly drivers?: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
}

/** Our documentation of an API type. */
export interface TypeDocs {
  readonly summary: string;
  readonly concept?: string;
  readonly members: Readonly<Record<string, MemberDocs>>;
  readonly options?: Readonly<Record<string, OptionDocs>>;
}

/** Our documentation, by API type. */
export const DOCS = generated as unknown as Readonly<Record<string, TypeDocs>>;

/** A member's text with its default, values and launch types, for readers without the rest of the hover. Markdown. */
export function memberSentence({ text, default: usual, range, launchTypes }: MemberDocs): string {
  const facts = [
    usual && `Default: ${usual}.`,
    range && `Values: ${range.replace(/\.$/, '')}.`,
    launchTypes && launchTypes !== 'all' && `Launch types: ${launchTypes.replace(/\.$/, '')}.`,
  ].filter(Boolean);
  return [text, ...facts].join(' ');
}
