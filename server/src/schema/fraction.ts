import type { Part } from '../model/part.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { NumberNode } from '../syntax/node.ts';

/**
 * Whether a whole number is written so that its reader takes it for none: `256.0` and `2e2` are floats for the AWS CLI, and no int32
 * for the provider of Terraform (botocore 1.42 and encoding/json of Go, checked 2026-11-28).
 */
export function isWrittenAsFraction(node: NumberNode, { text }: SourceDocument, part: Part): boolean {
  if (part.dialect.hasOneNumber?.(node)) return false;
  return /[.eE]/.test(text.slice(node.offset, node.offset + node.length));
}
