/**
 * Placeholders: text that a later step replaces before ECS sees the file. 41 % of real files have some
 * (read in 264 ordinary repositories' files), so a value with one in it is never judged.
 * What stands between two brackets has a limit, so that a text full of opening ones takes no time to speak of.
 */

const PLACEHOLDER = new RegExp(
  [
    String.raw`\$\{[^}]{0,400}\}?`, // Terraform, envsubst, GitHub `${{ secrets.X }}`
    String.raw`\{\{.{0,400}?\}\}`, // Jinja, Go templates, Handlebars
    String.raw`\{%.{0,400}?%\}`,
    String.raw`%\{[^}]{0,400}\}`, // Terraform directive
    String.raw`<[A-Za-z][\w .:-]*>`, // CodePipeline `<IMAGE1_NAME>`
    '<%.{0,400}?%>', // ERB
    String.raw`\$\([^)]{0,400}\)`,
    String.raw`(?<!\$)\$+[A-Za-z_]\w*\$*`, // shell, `$$$NAME$$$`
    String.raw`%[A-Za-z_]\w+%`,
    String.raw`__[A-Za-z]\w*?__`,
    String.raw`@@?[A-Z][A-Z0-9_]+@@?(?![\w.])`,
    String.raw`#\{[^}]{0,400}\}#?`,
    String.raw`\{[A-Z][A-Za-z0-9_ -]*\}`, // `{INSERT NAME}`
    String.raw`\[[A-Z][A-Z0-9_ -]{2,}\]|\[(?:your|my|the|insert)\b[^\]]*\]`,
    String.raw`X{4,}|\bx{4,}\b`,
    String.raw`\b(?:AWS_)?ACCOUNT[_-]?(?:ID|NUMBER)\b|\b(?:aws|your)[_-]account(?:[_-]id)?\b`,
    String.raw`\b(?:YOUR|your)[_-]\w+`,
    String.raw`\bREPLACE[_-]?\w*|\bCHANGE[_-]?ME\b|\bPLACEHOLDER\b|\bINSERT_\w+`,
  ].join('|'),
);

/** What every form has in it: most texts have none of this, and a short pattern tells sooner. */
const MAY_HOLD = /[$%<{@#[]|__|X{4}|x{4}|ACCOUNT|account|YOUR|your|REPLACE|CHANGE|PLACEHOLDER|INSERT/;

/** Whether a text has a placeholder in it, in any of the forms that real task definitions use. */
export function hasPlaceholder(text: string): boolean {
  return MAY_HOLD.test(text) && PLACEHOLDER.test(text);
}

/** The first placeholder of a text, with its offset in it; undefined where there is none. */
export function findPlaceholder(text: string): { offset: number; text: string } | undefined {
  const match = MAY_HOLD.test(text) ? PLACEHOLDER.exec(text) : null;
  return match ? { offset: match.index, text: match[0] } : undefined;
}

/** What an unquoted placeholder is good for: a value, or a directive that adds or drops whole members. */
export interface TemplateMatch {
  readonly length: number;
  readonly directive: boolean;
}

const DIRECTIVES: readonly [open: string, close: string][] = [
  ['%{', '}'],
  ['{%', '%}'],
  ['{#', '#}'],
];

/**
 * The placeholder that begins at an offset outside of quotes, undefined where none does.
 * A value placeholder reaches to the end of the word, so that `${a}000` is one.
 */
export function matchTemplate(text: string, offset: number): TemplateMatch | undefined {
  for (const [open, close] of DIRECTIVES) {
    if (!text.startsWith(open, offset)) continue;
    const end = closingOf(text, offset + open.length, close);
    if (end !== undefined) return { length: end - offset, directive: true };
  }
  const first = valuePiece(text, offset);
  if (first === undefined) return undefined;
  let end = offset + first;
  while (end < text.length) {
    const piece = valuePiece(text, end);
    if (piece === undefined && !/[\w.:/%$-]/.test(text[end]!)) break;
    end += piece ?? 1;
  }
  return { length: end - offset, directive: false };
}

function valuePiece(text: string, offset: number): number | undefined {
  const enclosed: readonly [string, string][] = [
    ['${', '}'],
    ['{{', '}}'],
    ['$(', ')'],
    ['<%', '%>'],
    ['#{', text.startsWith('}#', text.indexOf('}', offset)) ? '}#' : '}'],
  ];
  for (const [open, close] of enclosed) {
    if (!text.startsWith(open, offset)) continue;
    const end = closingOf(text, offset + open.length, close);
    if (end !== undefined) return end - offset;
  }
  const word = /^(?:<[A-Za-z][\w .:-]*>|\$+[A-Za-z_]\w*\$*|%[A-Za-z_]\w*%|__[A-Za-z]\w*?__|@@?[A-Za-z_]\w*@@?)/.exec(
    text.slice(offset, offset + 200),
  );
  return word ? word[0].length : undefined;
}

/**
 * The offset behind the mark that closes a placeholder, nested braces and quoted text passed over;
 * undefined where the placeholder does not end within its paragraph.
 */
export function closingOf(text: string, from: number, close: string): number | undefined {
  const limit = Math.min(text.length, from + 4000);
  if (!text.slice(from, limit).includes(close)) return undefined;
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const ch = text[i]!;
    if (depth === 0 && text.startsWith(close, i)) return i + close.length;
    if (ch === '"' || ch === '`') {
      const quote = text.indexOf(ch, i + 1);
      if (quote < 0 || quote >= limit) return undefined;
      i = quote;
    } else if (ch === '{' || (close === ')' && ch === '(')) depth++;
    else if (ch === '}' || (close === ')' && ch === ')')) {
      if (depth === 0) return undefined;
      depth--;
    }
  }
  return undefined;
}
