import { Marked } from 'marked';
import { escapeHtml, highlight } from './highlight.ts';

/** What a course link can lead to, written as `[text](section:networking)`. */
const LINK_KINDS = ['section', 'concept', 'rule'] as const;

const LINK = new RegExp(`^(${LINK_KINDS.join('|')}):([a-z0-9-]+)$`);

const marked = new Marked({
  renderer: {
    code({ text, lang }) {
      const code = lang === 'jsonc' || lang === 'json' ? highlight(text) : escapeHtml(text);
      return `<pre class="code"><code>${code}</code></pre>`;
    },
    heading({ tokens, depth }) {
      if (depth !== 2) throw new Error(`a heading has two signs (##): ${this.parser.parseInline(tokens)}`);
      return `<h2>${this.parser.parseInline(tokens)}</h2>`;
    },
    html({ text }) {
      throw new Error(`HTML in a text: ${text}`);
    },
    image({ href }) {
      throw new Error(`an image in a text: ${href}`);
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      const [, kind, id] = LINK.exec(href) ?? [];
      if (kind) return `<a href="#${kind}/${id}" data-go="${kind}" data-id="${id}">${inner}</a>`;
      if (!href.startsWith('https://')) throw new Error(`a link to nothing we know: ${href}`);
      return `<a href="${escapeHtml(href)}">${inner}</a>`;
    },
  },
});

/** Renders Markdown with paragraphs, lists, tables and code as HTML. */
export function block(markdown: string): string {
  return (marked.parse(markdown, { async: false }) as string)
    .replaceAll('<table>', '<div class="table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll(/>\n+</g, '><')
    .trim();
}

/** Renders one line of Markdown as HTML. */
export function inline(markdown: string): string {
  return (marked.parseInline(markdown.trim(), { async: false }) as string).trim();
}
