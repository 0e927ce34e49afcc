import type {
  Compatibility,
  ContainerDefinition,
  NetworkMode,
  RegisterTaskDefinitionRequest,
  Volume,
} from '@aws-sdk/client-ecs';
import type { SourceDocument } from '../syntax/document.ts';
import { leaveOut } from '../syntax/effort.ts';
import {
  type ArrayNode,
  isPlaceholder,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type SyntaxNode,
  type ValueNode,
} from '../syntax/node.ts';
import { noteItems, noteRemembered, unrecorded, WHOLE_TEXT } from '../syntax/reads.ts';
import { type Field, mapField, type Presence } from './field.ts';
import { meantName } from './meaning.ts';
import { misplacedAtTop, misplacedInContainers } from './misplaced.ts';
import { MOST_CONTAINERS } from './most.ts';
import type { TaskPart } from './part.ts';
import type { ServiceDefinition } from './service.ts';
import { parseCpuUnits, parseMemoryMiB } from './units.ts';
import { List, View } from './view.ts';

/** One task definition of a document. */
export class TaskDefinition extends View<RegisterTaskDefinitionRequest> {
  private readonly allContainers: List<Container>;
  /** The services in the document that run this task definition; they use its names. */
  readonly services: readonly ServiceDefinition[] = [];
  private misplaced: ReadonlyMap<string, PropertyNode> | undefined;
  private launchTypes: ReadonlyMap<string, StringNode> | undefined;
  private containerIndex: NameIndex<Container> | undefined;
  private volumeIndex: NameIndex<View<Volume>> | undefined;

  constructor(
    readonly document: SourceDocument,
    /** Where the task definition is in the document. */
    readonly part: TaskPart,
    /** The document's path or URI; empty if it has none. */
    readonly fileName = '',
    /** The launch type to judge the task for, whatever `requiresCompatibilities` says; undefined to go by the file. */
    private readonly assumed?: Compatibility,
    /** After an edit of the tree in place: the containers that it does not concern, with all that is known of them. */
    kept?: ReadonlyMap<ValueNode, Container>,
  ) {
    const { root } = part;
    const object = root.kind === 'object' ? root : undefined;
    const presence: Presence = object ? 'known' : 'deferred';
    super(object, presence);
    let place = 0;
    const container = (node: ValueNode) => {
      place++;
      if (place > MOST_CONTAINERS) {
        leaveOut('containers');
        return undefined;
      }
      if (node.kind !== 'object' || isNested(node)) return undefined;
      return kept?.get(node)?.movedTo(this, place) ?? new Container(node, this, place);
    };
    this.allContainers =
      root.kind === 'array' ? List.of(root, container) : this.items('containerDefinitions', container);
  }

  get containers(): List<Container> {
    noteRemembered('containerDefinitions');
    // The holder of a bare list.
    noteItems(WHOLE_TEXT);
    return this.allContainers;
  }

  get volumes(): List<View<Volume>> {
    return this.list('volumes');
  }

  /** The task definition's object, or the bare list of containers. */
  get root(): ObjectNode | ArrayNode {
    return this.part.root;
  }

  /**
   * Whether it has more containers than are read, in which case nothing can be said about all of them or changed in all
   * of them.
   */
  get isCut(): boolean {
    return (this.containers.node?.items.length ?? 0) > MOST_CONTAINERS;
  }

  /** Whether this is a bare list of containers, whose task-level members are elsewhere. */
  get isBareList(): boolean {
    return this.part.taskLevel === 'elsewhere';
  }

  /**
   * What to underline for the task definition as a whole: what the document calls it, otherwise its family, otherwise
   * its first member.
   */
  get label(): SyntaxNode {
    return this.part.label ?? labelOf(this.root, 'family');
  }

  /**
   * Whether the task definition says that it is for a launch type: yes, no, or unknown if `requiresCompatibilities` is
   * left out or decided later. Only "yes" turns a requirement of the launch type into an error.
   */
  requires(launchType: Compatibility): 'yes' | 'no' | 'unknown' {
    if (this.assumed) return this.assumed === launchType ? 'yes' : 'no';
    if (this.named(launchType)) return 'yes';
    const list = this.strings('requiresCompatibilities');
    return list.presence === 'known' && !list.open && list.length > 0 ? 'no' : 'unknown';
  }

  /**
   * What to underline for a requirement of a launch type: its name in `requiresCompatibilities`, or the whole task
   * definition if the launch type is only assumed. Undefined if the task definition does not say that it is for the
   * launch type.
   */
  compatibility(launchType: Compatibility): SyntaxNode | undefined {
    if (this.requires(launchType) !== 'yes') return undefined;
    return this.named(launchType) ?? this.label;
  }

  /**
   * Where `requiresCompatibilities` names a launch type, in any case; the value may be a plain string instead of a
   * list.
   */
  private named(launchType: Compatibility): StringNode | undefined {
    const key = 'requiresCompatibilities';
    const { items, presence } = this.strings(key);
    const alone = presence === 'deferred' ? this.text(key as never) : undefined;
    if (!this.launchTypes) {
      const texts = alone && !isPlaceholder(alone) ? [alone] : items;
      this.launchTypes = new Map(texts.toReversed().map((item) => [meantName(key, item.value), item]));
    }
    return this.launchTypes.get(launchType);
  }

  /** A task-level member written in a container by mistake is not missing: it has to be moved. */
  protected override isElsewhere(key: string): boolean {
    // They are not there yet while they are being read in the constructor.
    if (key === 'containerDefinitions' || !this.allContainers) return false;
    this.misplaced ??= unrecorded(() => misplacedInContainers(this.allContainers.node));
    return this.misplaced.has(key);
  }

  /**
   * The network mode that the task runs with. On Fargate that is always `awsvpc`, whatever is written: other checks go
   * by it, and the mode itself is judged by {@link writtenNetworkMode}.
   */
  get networkMode(): Field<NetworkMode> {
    const written = this.writtenNetworkMode;
    if (written.state === 'deferred' || written.value === 'awsvpc' || this.requires('EXTERNAL') === 'yes')
      return written;
    const demand = this.compatibility('FARGATE');
    if (!demand || demand.kind === 'property') return written;
    return { state: 'known', value: 'awsvpc', node: written.node ?? demand, property: written.property };
  }

  /** The network mode as it is written. */
  get writtenNetworkMode(): Field<NetworkMode> {
    return this.string('networkMode');
  }

  /** The task's CPU in units; deferred if the text is not a valid amount. */
  get cpuUnits(): Field<number> {
    return mapField(this.string('cpu'), parseCpuUnits);
  }

  /** The task's memory in MiB; deferred if the text is not a valid amount. */
  get memoryMiB(): Field<number> {
    return mapField(this.string('memory'), parseMemoryMiB);
  }

  /** Whether the task runs on Windows; unknown if the file does not say. */
  get isWindows(): 'yes' | 'no' | 'unknown' {
    const platform = this.object('runtimePlatform');
    if (platform.presence === 'deferred') return 'unknown';
    const family = platform.string('operatingSystemFamily');
    if (family.state === 'deferred') return 'unknown';
    return family.state === 'known' && family.value.startsWith('WINDOWS') ? 'yes' : 'no';
  }

  /** The containers of that name; that there is more than one is reported separately. */
  containersNamed(name: string): Container[] {
    const { items } = this.containers;
    this.containerIndex ??= new NameIndex(items, (container) => container.name);
    return this.containerIndex.get(name);
  }

  /** Whether every container's name is known, so that a name not found among them does not exist. */
  get containerNamesKnown(): boolean {
    return !this.containers.open && this.containers.items.every((container) => container.name.state === 'known');
  }

  volumeNamed(name: string): View<Volume> | undefined {
    const { items } = this.volumes;
    this.volumeIndex ??= new NameIndex(items, (volume) => volume.string('name'));
    return this.volumeIndex.get(name)[0];
  }

  /** Whether every volume's name is known, so that a name not found among them does not exist. */
  get volumeNamesKnown(): boolean {
    return !this.volumes.open && this.volumes.items.every((volume) => volume.string('name').state === 'known');
  }
}

/** An index by name, which keeps lookups fast in lists of absurd length. */
class NameIndex<T> {
  private readonly byName = new Map<string, T[]>();

  constructor(items: readonly T[], nameOf: (item: T) => Field<string>) {
    for (const item of items) {
      const name = nameOf(item);
      if (name.state !== 'known') continue;
      const same = this.byName.get(name.value);
      if (same) same.push(item);
      else this.byName.set(name.value, [item]);
    }
  }

  get(name: string): T[] {
    noteRemembered('name');
    return this.byName.get(name) ?? [];
  }
}

/** One item of `containerDefinitions`. */
export class Container extends View<ContainerDefinition> {
  constructor(
    override readonly node: ObjectNode,
    private owner: TaskDefinition,
    /** Its position in the list, starting at 1. */
    private place: number,
  ) {
    super(node, 'known');
  }

  get task(): TaskDefinition {
    return this.owner;
  }

  /** Only for {@link TaskDefinition}: the same container in another version of the task definition. */
  movedTo(task: TaskDefinition, place: number): this {
    this.owner = task;
    this.place = place;
    return this;
  }

  protected override isElsewhere(key: string): boolean {
    return misplacedAtTop(this.task.node, key) !== undefined;
  }

  get name(): Field<string> {
    return this.string('name');
  }

  /** The quoted name for use in messages, or the position in the list if the name is not known. */
  get title(): string {
    const written = this.text('name')?.value;
    if (written) return `"${written}"`;
    // The position is another one where containers before it come or go: this counts as going through them.
    void this.task.containers;
    return `number ${this.place}`;
  }

  /** What to underline for the container as a whole: its name. */
  get label(): SyntaxNode {
    return labelOf(this.node, 'name');
  }

  /** Whether the container is essential, which is ECS's default. */
  get essential(): Field<boolean> {
    const field = this.boolean('essential');
    return field.state === 'absent' ? { state: 'known', value: true, node: this.node, property: undefined } : field;
  }
}

/** A whole task definition in the list of containers does not count as a container. */
function isNested(node: ObjectNode): boolean {
  return propertyOf(node, 'containerDefinitions')?.value?.kind === 'array';
}

/**
 * What to underline for an object as a whole: the value of the member that names it, otherwise its first key, otherwise
 * its opening bracket.
 */
export function labelOf(node: ObjectNode | ArrayNode, naming: string): SyntaxNode {
  if (node.kind === 'array') return node;
  const property: PropertyNode | undefined =
    node.properties.find((p) => p.key.value === naming && p.value?.kind === 'string') ?? node.properties[0];
  if (!property) return node;
  return property.key.value === naming && property.value ? property.value : property.key;
}
