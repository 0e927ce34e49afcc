import type { CreateServiceRequest, LaunchType, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import type { SourceDocument } from '../syntax/document.ts';
import { type ObjectNode, propertyOf, type SyntaxNode } from '../syntax/node.ts';
import { isKnown } from './field.ts';
import { meantName } from './meaning.ts';
import type { ServicePart } from './part.ts';
import { labelOf, type TaskDefinition } from './task.ts';
import { View } from './view.ts';

/** One service or task set in a document, read as the input of CreateService, UpdateService or CreateTaskSet. */
export class ServiceDefinition extends View<CreateServiceRequest & Pick<UpdateServiceRequest, 'service'>> {
  constructor(
    readonly document: SourceDocument,
    /** Where the service is in the document. */
    readonly part: ServicePart,
    /** Its task definition, in the same document or in one beside it; undefined if that is not known. */
    readonly task?: TaskDefinition,
    /** All task definitions in the same document. */
    readonly beside: readonly TaskDefinition[] = [],
  ) {
    super(part.root, 'known');
    if (task && !this.isApart) (task.services as ServiceDefinition[]).push(this);
  }

  /** Whether the task definition is in another document. */
  get isApart(): boolean {
    return this.task !== undefined && this.task.document !== this.document;
  }

  get root(): ObjectNode {
    return this.part.root;
  }

  /**
   * What to underline for the service as a whole: what the document calls it, otherwise its name, otherwise its first
   * member.
   */
  get label(): SyntaxNode {
    return this.part.label ?? labelOf(this.root, 'serviceName');
  }

  /** Whether it is a task set, the part of a service that an external deployment controller creates. */
  get isTaskSet(): boolean {
    return this.part.type === 'CreateTaskSetRequest';
  }

  /** Whether the file leaves the name and the task definition to the deploying tool, as ecspresso's files do. */
  get isPartial(): boolean {
    const { root, dialect } = this.part;
    return dialect.id === 'api' && !['serviceName', 'service', 'taskDefinition'].some((key) => propertyOf(root, key));
  }

  /**
   * Whether the service runs on a launch type: yes, no, or unknown if that is decided later or by the cluster. In a
   * capacity provider strategy, only Fargate's providers are known by name.
   */
  runsOn(launchType: LaunchType): 'yes' | 'no' | 'unknown' {
    const written = this.string('launchType');
    if (written.state === 'known') return meantName('launchType', written.value) === launchType ? 'yes' : 'no';
    if (written.state === 'deferred') return 'unknown';
    const strategy = this.list('capacityProviderStrategy');
    if (strategy.presence !== 'known' || strategy.open || strategy.length === 0) return 'unknown';
    const names = strategy.items.map((item) => item.string('capacityProvider'));
    if (names.some(({ state }) => state !== 'known')) return 'unknown';
    const onFargate = names.every(({ value }) => /^FARGATE(?:_SPOT)?$/.test(value!));
    if (launchType === 'FARGATE') return onFargate ? 'yes' : 'no';
    return onFargate ? 'no' : 'unknown';
  }

  /** The node that says that the service runs on a launch type; undefined if nothing does for certain. */
  runningOn(launchType: LaunchType): SyntaxNode | undefined {
    if (this.runsOn(launchType) !== 'yes') return undefined;
    const written = this.string('launchType');
    return written.state === 'known' ? written.node : this.list('capacityProviderStrategy').property?.key;
  }

  /**
   * Who carries out the deployments: `ECS` if the file does not say; undefined if that is decided later, and for a task
   * set, which does not say it.
   */
  get controller(): string | undefined {
    if (this.isTaskSet) return undefined;
    const controller = this.object('deploymentController');
    if (controller.presence === 'deferred') return undefined;
    const type = controller.string('type');
    return type.state === 'absent' ? 'ECS' : type.value && meantName('type', type.value);
  }

  /** Whether the service runs one task on each instance. */
  get isDaemon(): boolean {
    return isKnown(this.string('schedulingStrategy'), 'DAEMON');
  }
}
