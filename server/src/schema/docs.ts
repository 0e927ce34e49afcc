import generated from './docs.generated.json';

/** What we say about a member of the API. Texts are markdown in one line. */
export interface MemberDocs {
  readonly text: string;
  readonly default?: string;
  /** Values, limits or format in words. */
  readonly range?: string;
  /** Launch types it is for: `all`, or a list in words. */
  readonly launchTypes?: string;
  /** What it depends on, or what depends on it. */
  readonly depends?: string;
  /** Id of the course concept behind it. */
  readonly concept?: string;
  /** Address of AWS's own page. */
  readonly aws?: string;
  /** A text for each value of a closed list. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What we say about an option of a log driver. */
export interface OptionDocs {
  readonly text: string;
  readonly default?: string;
  readonly range?: string;
  readonly drivers?: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
}

/** What we say about a type of the API. */
export interface TypeDocs {
  readonly summary: string;
  readonly concept?: string;
  readonly members: Readonly<Record<string, MemberDocs>>;
  readonly options?: Readonly<Record<string, OptionDocs>>;
}

/** Our texts by API type. */
export const DOCS = generated as unknown as Readonly<Record<string, TypeDocs>>;
