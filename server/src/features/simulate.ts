import { analyse } from '../analysis.ts';
import type { Explored } from '../course/explored.ts';
import { EXPLORE, SIMULATE, type SimulateParams } from '../protocol.ts';
import type { Simulation } from '../simulator/simulation.ts';
import type { Workspace } from '../workspace.ts';
import { type Deployable, type DeployedFile, deploy, serviceFor } from './deployment.ts';
import { explore } from './explore.ts';
import type { Feature } from './feature.ts';

/**
 * A task has ten containers at most (service quota, checked 2026-11-28). Nobody could follow a deployment of more than
 * fifty.
 */
const MOST_CONTAINERS = 50;

/** Simulates the deployment of a task definition, and says what the pictures of the course can take from it. */
export const simulation: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(SIMULATE, (params: SimulateParams): Simulation | null => {
      const parts = partsOf(workspace(), params);
      const count = parts?.task.containers.length ?? 0;
      return !parts || count === 0 || count > MOST_CONTAINERS ? null : deploy(parts, params.chosen ?? {}).simulation;
    });
    connection.onRequest(EXPLORE, (params: SimulateParams): Explored | null => {
      const parts = partsOf(workspace(), params);
      return parts ? explore(parts) : null;
    });
  },
};

/** The task definition that is asked for, with its service if there is one. */
function partsOf(workspace: Workspace, { uri, position, beside }: SimulateParams): Deployable | undefined {
  const analysis = workspace.analysis(uri);
  if (!analysis) return undefined;
  const file: DeployedFile = { uri, analysis };
  const others = (beside ?? []).map(
    (other): DeployedFile => ({
      uri: other.uri,
      analysis: workspace.analysis(other.uri) ?? analyse(other.text, other.uri),
    }),
  );
  const task = workspace.taskAt(uri, position);
  if (task) return { task, taskFile: file, ...serviceFor(task, file, others) };
  // A service by itself: its task definition may be beside it.
  for (const other of others) {
    const found = other.analysis.tasks.find((each) => serviceFor(each, other, [file]).serviceFile === file);
    if (found) return { task: found, taskFile: other, ...serviceFor(found, other, [file]) };
  }
  return undefined;
}
