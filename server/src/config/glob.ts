/**
 * Longer globs are refused. Operating systems allow paths of at most 4,096 characters, and real globs have under a
 * hundred.
 */
export const MAX_GLOB_LENGTH = 400;

/** A step of a compiled glob: match one character or a class of characters, or branch without matching anything. */
type Step =
  | { readonly takes: 'character'; readonly character: string }
  | { readonly takes: 'in a name' | 'anything' }
  | { readonly takes: 'nothing'; readonly to: readonly number[] };

/**
 * A compiled glob: `*` within a name, `**` across folders, `?`, `{a,b}`.
 * A glob without a slash matches the name in any folder. All alternatives are followed at once, so matching takes time
 * proportional to the glob's length times the path's, whatever they contain.
 */
export class Glob {
  private readonly steps: Step[] = [];
  private at = 0;

  constructor(private readonly text: string) {
    if (!text.includes('/')) this.anyFolders();
    else if (/^\.?\//.test(text)) this.at = text.indexOf('/') + 1;
    this.sequence(text.length);
  }

  /** Whether a path, written with forward slashes, matches. */
  matches(path: string): boolean {
    let now = this.reach([0]);
    for (let i = 0; i < path.length && now.size > 0; i++) {
      const next: number[] = [];
      for (const state of now) if (this.takes(state, path[i]!)) next.push(state + 1);
      now = this.reach(next);
    }
    return now.has(this.steps.length);
  }

  private takes(state: number, character: string): boolean {
    const step = this.steps[state];
    if (!step || step.takes === 'nothing') return false;
    if (step.takes === 'anything') return true;
    return step.takes === 'character' ? step.character === character : character !== '/';
  }

  /** Adds to the states all those that can be reached without matching a character. */
  private reach(states: readonly number[]): Set<number> {
    const found = new Set<number>();
    const open = [...states];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (found.has(state)) continue;
      found.add(state);
      const step = this.steps[state];
      if (step?.takes === 'nothing') for (const to of step.to) open.push(to);
    }
    return found;
  }

  private sequence(end: number): void {
    while (this.at < end) this.part(end);
  }

  private part(end: number): void {
    const { text, at } = this;
    if (text.startsWith('**/', at)) {
      this.at += 3;
      this.anyFolders();
    } else if (text.startsWith('**', at)) {
      this.at += 2;
      this.anyNumberOf('anything');
    } else if (text[at] === '*') {
      this.at++;
      this.anyNumberOf('in a name');
    } else if (text[at] === '?') {
      this.at++;
      this.steps.push({ takes: 'in a name' });
    } else {
      const choices = text[at] === '{' ? choicesFrom(text, at, end) : undefined;
      if (choices) return this.oneOf(choices);
      this.at++;
      this.steps.push({ takes: 'character', character: text[at]! });
    }
  }

  /** `(anything /)?`: any number of folders, including none. */
  private anyFolders(): void {
    const start = this.steps.length;
    this.steps.push({ takes: 'nothing', to: [start + 1, start + 5] });
    this.anyNumberOf('anything');
    this.steps.push({ takes: 'character', character: '/' });
  }

  private anyNumberOf(takes: 'in a name' | 'anything'): void {
    const start = this.steps.length;
    this.steps.push({ takes: 'nothing', to: [start + 1, start + 3] }, { takes }, { takes: 'nothing', to: [start] });
  }

  private oneOf(choices: readonly Choice[]): void {
    const fork = this.steps.length;
    this.steps.push({ takes: 'nothing', to: [] });
    const starts: number[] = [];
    const ends: number[] = [];
    for (const { start, end } of choices) {
      starts.push(this.steps.length);
      this.at = start;
      this.sequence(end);
      ends.push(this.steps.length);
      this.steps.push({ takes: 'nothing', to: [] });
    }
    this.at = choices[choices.length - 1]!.end + 1;
    this.steps[fork] = { takes: 'nothing', to: starts };
    for (const end of ends) this.steps[end] = { takes: 'nothing', to: [this.steps.length] };
  }
}

interface Choice {
  readonly start: number;
  readonly end: number;
}

/** The alternatives in the braces that open at an offset; undefined if the braces are empty or never close. */
function choicesFrom(text: string, open: number, end: number): Choice[] | undefined {
  const choices: Choice[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < end; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) {
      choices.push({ start, end: i });
      return i === open + 1 ? undefined : choices;
    } else if (text[i] === ',' && depth === 1) {
      choices.push({ start, end: i });
      start = i + 1;
    }
  }
  return undefined;
}
