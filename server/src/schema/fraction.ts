import type { Part } from '../model/part.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { NumberNode } from '../syntax/node.ts';
import { unrecorded } from '../syntax/reads.ts';

/**
 * Whether a whole number is written so that its reader does not accept it as an integer: `256.0` and `2e2` are floats
 * to the AWS CLI, and not int32 values to the Terraform provider (botocore 1.42 and Go's encoding/json, checked
 * 2026-11-28).
 */
export function isWrittenAsFraction(node: NumberNode, document: SourceDocument, part: Part): boolean {
  if (part.dialect.hasOneNumber?.(node)) return false;
  // Of the text only the value itself is read.
  const text = unrecorded(() => document.text);
  // What is there may also be a reference to the number.
  return /^-?\d[\d.]*[.eE][\d+-]*$/.test(text.slice(node.offset, node.offset + node.length));
}
