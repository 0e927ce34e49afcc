import { type Analysis, taskAt } from '../analysis.ts';
import type { Finding } from '../findings/finding.ts';
import { textFindings } from '../findings/text.ts';
import { inFormat } from '../formats/exceptions.ts';
import { API } from '../model/dialect.ts';
import type { TaskDefinition } from '../model/task.ts';
import { visible } from '../model/visible.ts';
import { SIMULATE, type SimulateParams } from '../protocol.ts';
import { runRules } from '../rules/run.ts';
import { checkSchema } from '../schema/check.ts';
import type { Chosen } from '../simulator/assumptions.ts';
import { simulate } from '../simulator/simulate.ts';
import type { Simulation } from '../simulator/simulation.ts';
import { withinEffort } from '../syntax/effort.ts';
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
    connection.onRequest(SIMULATE, ({ uri, position, chosen }: SimulateParams): Simulation | null => {
      const analysis = workspace().analysis(uri);
      if (!analysis) return null;
      const offset = position ? workspace().document(uri)!.offsetAt(position) : 0;
      const task = taskAt(analysis.tasks, offset) ?? analysis.tasks[0];
      const count = task?.containers.length ?? 0;
      if (!task || count === 0 || count > MOST_CONTAINERS) return null;
      return deploy(analysis, task, uri, chosen ?? {});
    });
  },
};

function deploy(analysis: Analysis, task: TaskDefinition, uri: string, chosen: Chosen): Simulation {
  const { result } = withinEffort(() => simulate(task, allFindings(analysis, task, uri), chosen));
  const played: Simulation = JSON.parse(JSON.stringify(result), (key, value: unknown) => {
    // Ids stay unchanged: choices refer to them, and nobody sees them.
    return typeof value === 'string' && key !== 'id' ? visible(value) : value;
  });
  return played;
}

/** All findings on a task definition, including those that comments suppress: AWS does not read comments. */
function allFindings({ document }: Analysis, task: TaskDefinition, uri: string): Finding[] {
  const ofText = task.part.dialect === API ? textFindings(document, uri) : [];
  return [...ofText, ...inFormat(task.part, [...checkSchema(task), ...runRules(task)])];
}
