import { analyse } from '../analysis.ts';
import { SIMULATE, type SimulateParams } from '../protocol.ts';
import type { Simulation } from '../simulator/simulation.ts';
import { type DeployedFile, deploy, serviceFor } from './deployment.ts';
import type { Feature } from './feature.ts';

/**
 * A task has ten containers at most (service quota, checked 2026-11-28). Nobody could follow a deployment of more than
 * fifty.
 */
const MOST_CONTAINERS = 50;

/** Simulates the deployment of a task definition. */
export const simulation: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(SIMULATE, ({ uri, position, chosen, beside }: SimulateParams): Simulation | null => {
      const analysis = workspace().analysis(uri);
      if (!analysis) return null;
      const file: DeployedFile = { uri, analysis };
      const others = (beside ?? []).map(
        (other): DeployedFile => ({
          uri: other.uri,
          analysis: workspace().analysis(other.uri) ?? analyse(other.text, other.uri),
        }),
      );
      const task = workspace().taskAt(uri, position);
      if (task)
        return played(task.containers.length, () => ({ task, taskFile: file, ...serviceFor(task, file, others) }));
      // A service by itself: its task definition may be beside it.
      for (const other of others) {
        const found = other.analysis.tasks.find((each) => serviceFor(each, other, [file]).serviceFile === file);
        if (found)
          return played(found.containers.length, () => ({
            task: found,
            taskFile: other,
            ...serviceFor(found, other, [file]),
          }));
      }
      return null;

      function played(count: number, parts: () => Parameters<typeof deploy>[0]): Simulation | null {
        return count === 0 || count > MOST_CONTAINERS ? null : deploy(parts(), chosen ?? {}).simulation;
      }
    });
  },
};
