import { sidecarKind } from '../../../model/sidecars.ts';
import { healthCheckStub } from '../../../rules/parts/stubs.ts';
import { set } from '../../../syntax/edit.ts';
import { containerAt, isAtRoot, type Refactor } from './refactoring.ts';

/** Sidecars whose images seldom have a tool for a health check. */
const SELDOM = new Set(['telemetry', 'log router']);

/**
 * Adds a health check to the container at the cursor; at the root, to the container that lacks one if it is the only
 * one.
 */
export const addHealthCheck: Refactor = (task, selection) => {
  const lacking = task.containers.items.filter(
    (container) => container.object('healthCheck').presence === 'absent' && !SELDOM.has(sidecarKind(container) ?? ''),
  );
  const here = containerAt(task, selection);
  const container = here
    ? lacking.find((one) => one.node === here.node)
    : lacking.length === 1 && isAtRoot(task, selection)
      ? lacking[0]
      : undefined;
  if (!container) return [];
  return [
    {
      title: `Add a health check to container ${container.title}`,
      kind: 'refactor.rewrite',
      at: [container.label],
      changes: [
        { label: 'Add a health check', edits: [set(container.node, 'healthCheck', healthCheckStub(container))] },
      ],
    },
  ];
};
