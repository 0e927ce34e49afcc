import { meantHealthCommand } from '../model/health-command.ts';
import { isSpecialForShell, listInText, shellTextAt } from '../model/shell-line.ts';
import { propertyOf, type StringNode, type ValueNode } from '../syntax/node.ts';
import type { Json } from '../syntax/value.ts';
import { resolve, type Schema } from './schema.ts';

/** Converts a value to the right type; undefined if there is any doubt about what it means. */
export function coerce(node: ValueNode, schema: Schema): Json | undefined {
  if (schema.type === 'string' && (node.kind === 'number' || node.kind === 'boolean')) return String(node.value);
  if (node.kind === 'string') {
    const text = node.value.trim();
    if (schema.type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
    if (schema.type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
    if (schema.type === 'array' && resolve(schema.items ?? {}).type === 'string')
      return listOf(node, text, resolve(schema.items ?? {}).enum !== undefined);
  }
  return undefined;
}

/** Converts a string where a list of strings is expected. */
function listOf(node: StringNode, text: string, isOfNames: boolean): Json | undefined {
  const key = keyAbove(node);
  if (!/^(?:command|entryPoint)$/.test(key))
    return listInText(text) ?? (isOfNames ? text.split(/[\s,]+/).filter(Boolean) : [node.value]);
  if (node.parent?.kind === 'property' && keyAbove(node.parent.parent) === 'healthCheck')
    return meantHealthCommand([text])?.words ?? (text === 'NONE' ? [text] : undefined);
  const list = listInText(text);
  if (list) return list;
  if (key === 'command' && hasShellBefore(node)) return [text];
  return isSpecialForShell(text) ? ['sh', '-c', text] : text.split(/,?\s+/);
}

/** Whether the container's entry point is a shell that still needs the text to run. */
function hasShellBefore(command: StringNode): boolean {
  const container = command.parent?.parent;
  const entryPoint = container?.kind === 'object' ? propertyOf(container, 'entryPoint')?.value : undefined;
  if (entryPoint?.kind !== 'array') return false;
  const words = entryPoint.items.map((item) => (item.kind === 'string' ? item.value : ''));
  return shellTextAt(words) === words.length;
}

/** The name of the member that holds a value; empty if it has none. */
function keyAbove(node: ValueNode): string {
  return node.parent?.kind === 'property' ? node.parent.key.value : '';
}
