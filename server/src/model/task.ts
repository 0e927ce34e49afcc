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
import { noteRead } from '../syntax/reads.ts';
import { type Field, mapField, type Presence } from './field.ts';
import { meantName } from './meaning.ts';
import { misplacedAtTop, misplacedInContainers } from './misplaced.ts';
import { MOST_CONTAINERS } from './most.ts';
import type { TaskPart } from './part.ts';
import { parseCpuUnits, parseMemoryMiB } from './units.ts';
import { List, View } from './view.ts';

/** One task definition of a document. */
export class TaskDefinition extends View<RegisterTaskDefinitionRequest> {
  readonly containers: List<Container>;
  readonly volumes: List<View<Volume>>;
  private misplaced: ReadonlyMap<string, PropertyNode> | undefined;
  private launchTypes: ReadonlyMap<string, StringNode> | undefined;
  private containerIndex: NameIndex<Container> | undefined;
  private volumeIndex: NameIndex<View<Volume>> | undefined;

  constructor(
    readonly document: SourceDocument,
    /** Where in the document it stands. */
    readonly part: TaskPart,
    /** The path or URI of the document; empty where it has none. */
    readonly fileName = '',
    /** The launch type to judge it for, whatever `requiresCompatibilities` says; undefined to go by the file. */
    private readonly assumed?: Compatibility,
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
      return node.kind === 'object' && !isNested(node) ? new Container(node, this, place) : undefined;
    };
    this.containers = root.kind === 'array' ? List.of(root, container) : this.items('containerDefinitions', container);
    this.volumes = this.list('volumes');
  }

  /** The object of the task definition, or the bare list of containers. */
  get root(): ObjectNode | ArrayNode {
    return this.part.root;
  }

  /** Whether it has more containers than are read, so that nothing can be said or changed of all. */
  get isCut(): boolean {
    return (this.containers.node?.items.length ?? 0) > MOST_CONTAINERS;
  }

  /** Whether this is a bare list of containers, so that the members of the task stand elsewhere. */
  get isBareList(): boolean {
    return this.part.taskLevel === 'elsewhere';
  }

  /** What to underline when the task definition as a whole is meant: its name in the document, its family, else its first member. */
  get label(): SyntaxNode {
    return this.part.label ?? labelOf(this.root, 'family');
  }

  /**
   * Whether the task definition says that it is for a launch type: yes, no, or unknown where `requiresCompatibilities` is
   * left out or decided later. Only «yes» makes a requirement of the launch type an error.
   */
  requires(launchType: Compatibility): 'yes' | 'no' | 'unknown' {
    if (this.assumed) return this.assumed === launchType ? 'yes' : 'no';
    if (this.named(launchType)) return 'yes';
    const list = this.strings('requiresCompatibilities');
    return list.presence === 'known' && !list.open && list.length > 0 ? 'no' : 'unknown';
  }

  /**
   * What to underline for what a launch type demands: its name in `requiresCompatibilities`, the whole where the launch type
   * is only assumed. Undefined where the task definition does not say that it is for the launch type.
   */
  compatibility(launchType: Compatibility): SyntaxNode | undefined {
    if (this.requires(launchType) !== 'yes') return undefined;
    return this.named(launchType) ?? this.label;
  }

  /** Where a launch type is named, in whatever case, in the list or in its place. */
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

  /** What stands in a container and belongs here is missing nowhere: it is to be moved. */
  protected override isElsewhere(key: string): boolean {
    // The containers are read while this is being made.
    if (key === 'containerDefinitions' || !this.containers) return false;
    this.misplaced ??= misplacedInContainers(this.containers.node);
    return this.misplaced.has(key);
  }

  /**
   * The network mode that the task runs with. On Fargate that can only be `awsvpc`, whatever is written: what else is wrong is judged by
   * it, and the mode itself by {@link writtenNetworkMode}.
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

  /** The task's CPU in units; deferred where the text is not an amount. */
  get cpuUnits(): Field<number> {
    return mapField(this.string('cpu'), parseCpuUnits);
  }

  /** The task's memory in MiB; deferred where the text is not an amount. */
  get memoryMiB(): Field<number> {
    return mapField(this.string('memory'), parseMemoryMiB);
  }

  /** The operating system, where the file says it. */
  get isWindows(): 'yes' | 'no' | 'unknown' {
    const platform = this.object('runtimePlatform');
    if (platform.presence === 'deferred') return 'unknown';
    const family = platform.string('operatingSystemFamily');
    if (family.state === 'deferred') return 'unknown';
    return family.state === 'known' && family.value.startsWith('WINDOWS') ? 'yes' : 'no';
  }

  /** The containers of that name; more than one is a mistake of its own. */
  containersNamed(name: string): Container[] {
    this.containerIndex ??= new NameIndex(this.containers.items, (container) => container.name);
    return this.containerIndex.get(name);
  }

  /** Whether every container's name is known, so that a name that is not among them is none. */
  get containerNamesKnown(): boolean {
    return !this.containers.open && this.containers.items.every((container) => container.name.state === 'known');
  }

  volumeNamed(name: string): View<Volume> | undefined {
    this.volumeIndex ??= new NameIndex(this.volumes.items, (volume) => volume.string('name'));
    return this.volumeIndex.get(name)[0];
  }

  /** Whether every volume's name is known, so that a name that is not among them is none. */
  get volumeNamesKnown(): boolean {
    return !this.volumes.open && this.volumes.items.every((volume) => volume.string('name').state === 'known');
  }
}

/** Things by their names, for lists that are longer than anybody would write. */
class NameIndex<T> {
  private readonly byName = new Map<string, T[]>();
  private readonly members = new Set<number>();

  constructor(items: readonly T[], nameOf: (item: T) => Field<string>) {
    for (const item of items) {
      const name = nameOf(item);
      if (name.property) this.members.add(name.property.key.member);
      if (name.state !== 'known') continue;
      const same = this.byName.get(name.value);
      if (same) same.push(item);
      else this.byName.set(name.value, [item]);
    }
  }

  get(name: string): T[] {
    for (const member of this.members) noteRead(member);
    return this.byName.get(name) ?? [];
  }
}

/** One item of `containerDefinitions`. */
export class Container extends View<ContainerDefinition> {
  constructor(
    override readonly node: ObjectNode,
    readonly task: TaskDefinition,
    /** Its place in the list, from 1. */
    private readonly place: number,
  ) {
    super(node, 'known');
  }

  protected override isElsewhere(key: string): boolean {
    return misplacedAtTop(this.task.node, key) !== undefined;
  }

  get name(): Field<string> {
    return this.string('name');
  }

  /** The name in quotes for a message, or the place in the list where the name is not known. */
  get title(): string {
    const written = this.text('name')?.value;
    return written ? `"${written}"` : `number ${this.place}`;
  }

  /** What to underline when the container as a whole is meant: its name. */
  get label(): SyntaxNode {
    return labelOf(this.node, 'name');
  }

  /** ECS takes a container for essential unless the file says otherwise. */
  get essential(): Field<boolean> {
    const field = this.boolean('essential');
    return field.state === 'absent' ? { state: 'known', value: true, node: this.node, property: undefined } : field;
  }
}

/** A whole task definition in the list of containers is none of them. */
function isNested(node: ObjectNode): boolean {
  return propertyOf(node, 'containerDefinitions')?.value?.kind === 'array';
}

/** What to underline for an object as a whole: the value of a naming member, else its first key, else the bracket. */
export function labelOf(node: ObjectNode | ArrayNode, naming: string): SyntaxNode {
  if (node.kind === 'array') return node;
  const property: PropertyNode | undefined =
    node.properties.find((p) => p.key.value === naming && p.value?.kind === 'string') ?? node.properties[0];
  if (!property) return node;
  return property.key.value === naming && property.value ? property.value : property.key;
}
