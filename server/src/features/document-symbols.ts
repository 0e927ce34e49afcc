import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseImage, shortImage } from '../model/image.ts';
import type { ServiceDefinition } from '../model/service.ts';
import { table } from '../model/table.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import { formatMemory, formatVCpu } from '../model/units.ts';
import { visible } from '../model/visible.ts';
import { volumeKind } from '../model/volume-kinds.ts';
import { cut } from '../model/wording.ts';
import { type ObjectNode, type PropertyNode, propertyOf, type Span, type ValueNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';
import { rangeOf } from './ranges.ts';

/** The outline: the task definition, its containers and volumes by name, and below them every value that has parts. */
export const documentSymbols: Feature = {
  capabilities: ({ options }) =>
    options.announcesOutline === false ? {} : { documentSymbolProvider: { label: 'ECS' } },
  register(connection, workspace, client) {
    connection.onDocumentSymbol(({ textDocument: { uri } }, token): DocumentSymbol[] | SymbolInformation[] | null => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested) return null;
      const { tasks, services } = open.analysis;
      const entries = [...tasks.flatMap(outlineOf), ...services.map(serviceEntry)];
      entries.sort((a, b) => a.whole.offset - b.whole.offset);
      return client().capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true
        ? entries.map((entry) => toSymbol(open.document, entry))
        : entries.flatMap((entry) => toInformation(open.document, entry));
    });
  },
};

/** One entry of the outline. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** The whole entry. */
  readonly whole: Span;
  /** What is selected when the entry is chosen; within `whole`. */
  readonly label: Span;
  readonly children: readonly OutlineEntry[];
}

/** The outline of a task definition; for a bare list, its containers. */
export function outlineOf(task: TaskDefinition): OutlineEntry[] {
  const containers = task.containers.items.map(containerEntry);
  if (!task.node) return containers;
  const family = task.text('family');
  const volumes = task.volumes.items.map((volume) =>
    entry(
      volume.text('name')?.value || 'volume',
      `volume, ${volumeKind(volume)}`,
      SymbolKind.Struct,
      volume.node!,
      volume.text('name'),
      parts(volume.node!),
    ),
  );
  const others = parts(task.node, (key) => key !== 'containerDefinitions' && key !== 'volumes');
  const children = [...containers, ...volumes, ...others].sort((a, b) => a.whole.offset - b.whole.offset);
  const name = task.part.id || family?.value || 'task definition';
  return [entry(name, taskDetail(task), SymbolKind.Package, task.node, family, children)];
}

/** The outline of a service. */
export function serviceEntry(service: ServiceDefinition): OutlineEntry {
  const name = service.text('serviceName') ?? service.text('service');
  const count = service.number('desiredCount');
  const details = [
    service.string('launchType').value,
    service.isDaemon && 'daemon',
    count.state === 'known' && `${count.value} ${count.value === 1 ? 'task' : 'tasks'}`,
  ];
  const label = service.part.id || name?.value || 'service';
  return entry(label, details.filter(Boolean).join(', '), SymbolKind.Module, service.root, name, parts(service.root));
}

function containerEntry(container: Container): OutlineEntry {
  const name = container.text('name')?.value || `container ${container.title}`;
  const image = container.text('image')?.value;
  const details = [
    image && shortImage(parseImage(image)),
    container.essential.state === 'known' && (container.essential.value ? 'essential' : 'not essential'),
  ];
  const detail = details.filter(Boolean).join(', ');
  return entry(name, detail, SymbolKind.Class, container.node, container.text('name'), parts(container.node));
}

function taskDetail(task: TaskDefinition): string {
  const { cpuUnits, memoryMiB } = task;
  return [
    ...task.strings('requiresCompatibilities').items.map(({ value }) => value),
    cpuUnits.state === 'known' && formatVCpu(cpuUnits.value),
    memoryMiB.state === 'known' && formatMemory(memoryMiB.value),
  ]
    .filter(Boolean)
    .join(', ');
}

/** How to name a list item: by which member, and with what detail. */
const ITEM = table<{ readonly kind: SymbolKind; readonly name: string; readonly detail?: string }>({
  portMappings: { kind: SymbolKind.Interface, name: 'name' },
  environment: { kind: SymbolKind.Variable, name: 'name' },
  environmentFiles: { kind: SymbolKind.File, name: 'value' },
  secrets: { kind: SymbolKind.Key, name: 'name' },
  secretOptions: { kind: SymbolKind.Key, name: 'name' },
  dependsOn: { kind: SymbolKind.Event, name: 'containerName', detail: 'condition' },
  mountPoints: { kind: SymbolKind.Field, name: 'sourceVolume', detail: 'containerPath' },
  volumesFrom: { kind: SymbolKind.Field, name: 'sourceContainer' },
  ulimits: { kind: SymbolKind.Property, name: 'name' },
  systemControls: { kind: SymbolKind.Property, name: 'namespace' },
  extraHosts: { kind: SymbolKind.Property, name: 'hostname', detail: 'ipAddress' },
  resourceRequirements: { kind: SymbolKind.Property, name: 'type' },
  placementConstraints: { kind: SymbolKind.Property, name: 'type' },
  devices: { kind: SymbolKind.Property, name: 'hostPath', detail: 'containerPath' },
  tmpfs: { kind: SymbolKind.Property, name: 'containerPath' },
  tags: { kind: SymbolKind.Property, name: 'key' },
  loadBalancers: { kind: SymbolKind.Interface, name: 'containerName', detail: 'containerPort' },
  services: { kind: SymbolKind.Interface, name: 'portName', detail: 'discoveryName' },
  capacityProviderStrategy: { kind: SymbolKind.Property, name: 'capacityProvider' },
  placementStrategy: { kind: SymbolKind.Property, name: 'type', detail: 'field' },
  volumeConfigurations: { kind: SymbolKind.Struct, name: 'name' },
});

/** The member that says the most about an object, shown next to its key. */
const SAYS = table<string>({
  logConfiguration: 'logDriver',
  firelensConfiguration: 'type',
  runtimePlatform: 'cpuArchitecture',
  ephemeralStorage: 'sizeInGiB',
  proxyConfiguration: 'containerName',
  efsVolumeConfiguration: 'fileSystemId',
  fsxWindowsFileServerVolumeConfiguration: 'fileSystemId',
  dockerVolumeConfiguration: 'driver',
  host: 'sourcePath',
});

/**
 * The members of an object that are objects or lists of objects. Everything else can be seen by looking at the object.
 */
function parts(object: ObjectNode, wanted: (key: string) => boolean = () => true): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const property of object.properties) {
    const { value, key } = property;
    // Nobody looks for anything below a map of options.
    if (!wanted(key.value) || key.value === 'options') continue;
    if (value?.kind === 'object') {
      entries.push(entry(key.value, scalar(value, SAYS[key.value]), SymbolKind.Object, property, key, parts(value)));
    } else if (value?.kind === 'array') {
      const items = value.items.flatMap((item, i) => (item.kind === 'object' ? [itemEntry(property, item, i)] : []));
      if (items.length > 0)
        entries.push(entry(key.value, String(items.length), SymbolKind.Array, property, key, items));
    }
  }
  return entries;
}

function itemEntry({ key }: PropertyNode, item: ObjectNode, index: number): OutlineEntry {
  const how = ITEM[key.value];
  const named = propertyOf(item, how?.name ?? 'name')?.value;
  const isPort = key.value === 'portMappings';
  const name = scalarText(named) || (isPort && portText(item)) || `#${index + 1}`;
  const detail = isPort && scalarText(named) ? portText(item) : scalar(item, how?.detail);
  return entry(
    name,
    detail,
    how?.kind ?? SymbolKind.Property,
    item,
    named?.kind === 'string' ? named : undefined,
    parts(item),
  );
}

function portText(mapping: ObjectNode): string {
  const port = scalar(mapping, 'containerPort') || scalar(mapping, 'containerPortRange');
  return port && `${port}/${scalar(mapping, 'protocol') || 'tcp'}`;
}

function scalar(object: ObjectNode, key: string | undefined): string {
  return key === undefined ? '' : scalarText(propertyOf(object, key)?.value);
}

function scalarText(node: ValueNode | undefined): string {
  return node?.kind === 'string' || node?.kind === 'number' ? String(node.value) : '';
}

function entry(
  name: string,
  detail: string,
  kind: SymbolKind,
  whole: Span,
  label: Span | undefined,
  children: readonly OutlineEntry[],
): OutlineEntry {
  const start = { offset: whole.offset, length: Math.min(1, whole.length) };
  return { name: oneLine(name) || '?', detail: oneLine(detail), kind, whole, label: label ?? start, children };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return visible(cut(line, 80));
}

function toSymbol(
  document: TextDocument,
  { name, detail, kind, whole, label, children }: OutlineEntry,
): DocumentSymbol {
  return {
    name,
    detail,
    kind,
    range: rangeOf(document, whole),
    selectionRange: rangeOf(document, label),
    children: children.map((child) => toSymbol(document, child)),
  };
}

/** For clients without a tree. They show no detail either, so it goes into the name. */
function toInformation(document: TextDocument, item: OutlineEntry, container?: string): SymbolInformation[] {
  const { name, detail, kind, whole, children } = item;
  return [
    {
      name: detail ? `${name} — ${detail}` : name,
      kind,
      location: { uri: document.uri, range: rangeOf(document, whole) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...children.flatMap((child) => toInformation(document, child, name)),
  ];
}
