/** A range of a code sample to mark. */
export interface Mark {
  readonly offset: number;
  readonly length: number;
  readonly severity: 'error' | 'warning';
}

const TOKEN =
  /(?<comment>\/\/.*|\/\*[\s\S]*?\*\/)|(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\{\{[\w-]+\}\})|(?<word>\b(?:true|false|null)\b)/g;

/** Highlights JSON with comments as HTML: spans for the colours, `<mark>` for what is wrong. */
export function highlight(code: string, marks: readonly Mark[] = []): string {
  const classes = new Array<string>(code.length).fill('');
  for (const match of code.matchAll(TOKEN)) {
    const kind = Object.entries(match.groups!).find(([, text]) => text !== undefined)![0];
    classes.fill(`j-${kind}`, match.index, match.index + match[0].length);
  }
  let html = '';
  for (let i = 0; i < code.length; ) {
    const mark = marks.find(({ offset, length }) => i >= offset && i < offset + length);
    const end = mark
      ? mark.offset + mark.length
      : Math.min(code.length, ...marks.map((m) => m.offset).filter((o) => o > i));
    const inner = spans(code, classes, i, end);
    html += mark ? `<mark class="squiggle ${mark.severity}">${inner}</mark>` : inner;
    i = end;
  }
  return html;
}

/** The same line by line, so that no element goes over the end of one. No comment may either. */
export function highlightLines(code: string, marks: readonly Mark[] = []): string {
  let begin = 0;
  return code
    .split('\n')
    .map((line) => {
      const inLine = marks.flatMap(({ offset, length, severity }) => {
        const from = Math.max(offset - begin, line.search(/\S|$/));
        const to = Math.min(offset + length - begin, line.length);
        return to > from ? [{ offset: from, length: to - from, severity }] : [];
      });
      begin += line.length + 1;
      return highlight(line, inLine);
    })
    .join('\n');
}

function spans(code: string, classes: readonly string[], from: number, to: number): string {
  let html = '';
  for (let i = from; i < to; ) {
    let end = i + 1;
    while (end < to && classes[end] === classes[i]) end++;
    const text = escapeHtml(code.slice(i, end));
    html += classes[i] ? `<span class="${classes[i]}">${text}</span>` : text;
    i = end;
  }
  return html;
}

/** Escapes a text for use between tags or in an attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
