import type { Analysis } from '../analysis.ts';
import type { Finding } from '../findings/finding.ts';
import { textFindings } from '../findings/text.ts';
import { inFormat } from '../formats/exceptions.ts';
import { API } from '../model/dialect.ts';
import { ServiceDefinition } from '../model/service.ts';
import { TaskDefinition } from '../model/task.ts';
import { visible } from '../model/visible.ts';
import { runRules, runServiceRules } from '../rules/run.ts';
import { checkSchema } from '../schema/check.ts';
import type { Chosen } from '../simulator/assumptions.ts';
import { simulate } from '../simulator/simulate.ts';
import type { Simulation } from '../simulator/simulation.ts';
import type { World } from '../simulator/world.ts';
import { withinEffort } from '../syntax/effort.ts';

/** A document that takes part in a deployment. */
export interface DeployedFile {
  readonly uri: string;
  readonly analysis: Analysis;
}

/** A task definition, and the service that runs it if there is one. */
export interface Deployable {
  readonly task: TaskDefinition;
  readonly taskFile: DeployedFile;
  readonly service?: ServiceDefinition | undefined;
  readonly serviceFile?: DeployedFile | undefined;
}

/** What was played, and everything that was found in the files on the way. */
export interface Deployed {
  readonly simulation: Simulation;
  /** Also what comments suppress: AWS does not read comments. */
  readonly findings: readonly (Finding & { readonly file: DeployedFile })[];
}

/** Deploys a task definition with its service. */
export function deploy(parts: Deployable, chosen: Chosen, world?: World): Deployed {
  const { taskFile, serviceFile } = parts;
  const { result } = withinEffort(() => {
    // Each sees the other, as in one file; the analyses must not change.
    const task = new TaskDefinition(parts.task.document, parts.task.part, taskFile.uri);
    const definition = parts.service && new ServiceDefinition(parts.service.document, parts.service.part, task);
    const ofTask = [
      ...findingsOfText(taskFile, task),
      ...inFormat(task.part, [...checkSchema(task), ...runRules(task)]),
    ];
    const ofService = definition
      ? [
          ...(serviceFile !== taskFile ? findingsOfText(serviceFile!, definition) : []),
          ...inFormat(definition.part, [...checkSchema(definition), ...runServiceRules(definition)]),
        ]
      : [];
    const service = definition && { definition, findings: ofService };
    const simulation = simulate(task, ofTask, chosen, { service, ...(world && { world }) });
    const findings = [
      ...ofTask.map((finding) => ({ ...finding, file: taskFile })),
      ...ofService.map((finding) => ({ ...finding, file: serviceFile! })),
    ];
    return { simulation, findings };
  });
  const simulation: Simulation = JSON.parse(JSON.stringify(result.simulation), (key, value: unknown) => {
    // Ids stay unchanged: choices refer to them, and nobody sees them.
    return typeof value === 'string' && key !== 'id' ? visible(value) : value;
  });
  return { simulation, findings: result.findings };
}

function findingsOfText({ analysis, uri }: DeployedFile, { part }: TaskDefinition | ServiceDefinition): Finding[] {
  return part.dialect === API ? textFindings(analysis.document, uri) : [];
}

/**
 * The service that runs a task definition: one in the same document, otherwise one beside it. A service that names
 * another family is not its service.
 */
export function serviceFor(
  task: TaskDefinition,
  file: DeployedFile,
  beside: readonly DeployedFile[],
): Pick<Deployable, 'service' | 'serviceFile'> {
  const own = file.analysis.services.find((service) => service.task === task);
  if (own) return { service: own, serviceFile: file };
  for (const other of [file, ...beside]) {
    const service = other.analysis.services.find((each) => runs(each, task));
    if (service) return { service, serviceFile: other };
  }
  return {};
}

/** Whether a service of the API's own format runs a task definition, by its family. */
function runs(service: ServiceDefinition, task: TaskDefinition): boolean {
  if (service.part.dialect !== API || task.part.dialect !== API) return false;
  if (service.isPartial) return true;
  const written = service.text('taskDefinition')?.value;
  const family = task.text('family')?.value;
  if (written === undefined || family === undefined) return false;
  return written.replace(/^arn:[^/]*\//, '').replace(/:\d+$/, '') === family;
}
