import type { Analysis } from '../analysis.ts';
import { isStandIn, parseImage } from '../model/image.ts';
import { arnPage, imagePage, type WebPage } from '../model/web-pages.ts';
import { insideOf, type Span, type StringNode, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';
import { rangeOf } from './ranges.ts';

/** Links images to their registry's page, and ARNs to the AWS console. */
export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  register(connection, workspace) {
    connection.onDocumentLinks(({ textDocument: { uri } }, token) => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested || !workspace().underlinesLinks) return null;
      return linksOf(open.analysis).map(({ span, page }) => ({
        range: rangeOf(open.document, span),
        target: page.url,
        tooltip: page.title,
      }));
    });
  },
};

/** A range of the text that links to a page. */
export interface Link {
  readonly span: Span;
  readonly page: WebPage;
}

/** The links of a document, in text order. */
export function linksOf({ tasks }: Analysis): Link[] {
  const links: Link[] = [];
  const visit = (node: ValueNode | undefined, key: string): void => {
    if (node?.kind === 'object') for (const property of node.properties) visit(property.value, property.key.value);
    else if (node?.kind === 'array') for (const item of node.items) visit(item, '');
    else if (node?.kind === 'string') {
      const page = pageOfText(node, key);
      if (page) links.push({ span: insideOf(node), page });
    }
  };
  for (const task of tasks) visit(task.root, '');
  return links;
}

/** The page that a text leads to, as the value of a member; undefined if there is none. */
export function pageOfText({ value }: StringNode, key: string): WebPage | undefined {
  if (hasPlaceholder(value)) return undefined;
  return key === 'image' ? pageOfImage(value) : arnPage(value);
}

function pageOfImage(text: string): WebPage | undefined {
  const image = parseImage(text);
  return isStandIn(image) ? undefined : imagePage(image);
}
