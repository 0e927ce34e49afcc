/**
 * Reads values whose form is wrong but whose meaning is clear: `"fargate"`, `"cpu": 512`, `"containerPort": "8080"`.
 * The schema check reports the form; all other checks use the meaning, so that one mistake does not hide another.
 */
import { isPlaceholder, type ValueNode } from '../syntax/node.ts';
import { table } from './table.ts';

/**
 * Members with a closed list of values, in ECS's spelling. Source: enums of @aws-sdk/client-ecs 3.1164.0, checked
 * 2026-11-28.
 */
const CLOSED = table<readonly string[]>({
  requiresCompatibilities: ['EC2', 'EXTERNAL', 'FARGATE', 'MANAGED_INSTANCES'],
  networkMode: ['awsvpc', 'bridge', 'host', 'none'],
  pidMode: ['host', 'task'],
  ipcMode: ['host', 'none', 'task'],
  protocol: ['tcp', 'udp'],
  appProtocol: ['grpc', 'http', 'http2'],
  condition: ['COMPLETE', 'HEALTHY', 'START', 'SUCCESS'],
  cpuArchitecture: ['ARM64', 'X86_64'],
  scope: ['shared', 'task'],
  transitEncryption: ['DISABLED', 'ENABLED'],
  logDriver: ['awsfirelens', 'awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'splunk', 'syslog'],
});

/** The intended value of a string member; undefined if it is deferred or unclear. */
export function meantText(key: string, node: ValueNode): string | undefined {
  if (node.kind === 'boolean' || (node.kind === 'number' && Number.isInteger(node.value))) return String(node.value);
  return node.kind === 'string' && !isPlaceholder(node) ? meantName(key, node.value) : undefined;
}

/** A value of a closed list in ECS's own case; any other text is returned unchanged. */
export function meantName(key: string, text: string): string {
  const values = CLOSED[key];
  if (!values || values.includes(text)) return text;
  const plain = text.trim().toLowerCase();
  return values.find((value) => value.toLowerCase() === plain) ?? text;
}

/** The intended value of a number member; undefined if it is deferred or unclear. */
export function meantNumber(node: ValueNode): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind !== 'string' || !/^\s*-?\d{1,15}\s*$/.test(node.value)) return undefined;
  return Number(node.value);
}

/** The intended value of a boolean member; undefined if it is deferred or unclear. */
export function meantBoolean(node: ValueNode): boolean | undefined {
  if (node.kind === 'boolean') return node.value;
  const found = node.kind === 'string' ? /^\s*(?:(true)|false)\s*$/i.exec(node.value) : undefined;
  return found ? found[1] !== undefined : undefined;
}
