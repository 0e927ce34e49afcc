import type { Compatibility } from '@aws-sdk/client-ecs';
import { DOCS } from '../../schema/docs.ts';
import type { Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

const NETWORK_MODES: readonly (readonly [mode: string, on: readonly Compatibility[] | undefined])[] = [
  ['awsvpc', ['FARGATE', 'EC2', 'MANAGED_INSTANCES']],
  ['bridge', ['EC2', 'EXTERNAL']],
  ['host', ['EC2', 'EXTERNAL', 'MANAGED_INSTANCES']],
  ['none', ['EC2', 'EXTERNAL']],
];

/** The network modes that every launch type of the task definition supports. */
export function networkModes(spot: Spot): Suggestion[] {
  return NETWORK_MODES.filter(
    ([mode, on]) => spot.suits(on) && (mode === 'awsvpc' || spot.task.isWindows !== 'yes'),
  ).map(([mode]) => documented(spot, mode));
}

/** Fargate refuses `host`. */
export function pidModes(spot: Spot): Suggestion[] {
  const modes = spot.task.requires('FARGATE') === 'yes' ? ['task'] : ['task', 'host'];
  return modes.map((mode) => documented(spot, mode));
}

/** Windows versions that Microsoft no longer supports. */
const ENDED = new Set(['WINDOWS_SERVER_2004_CORE', 'WINDOWS_SERVER_20H2_CORE']);

/** Linux first; Windows only if every launch type of the task definition supports it. */
export function operatingSystems(spot: Spot): Suggestion[] {
  const { task } = spot;
  const arm = spot.text('cpuArchitecture') === 'ARM64';
  const all = Object.keys(DOCS.RuntimePlatform?.members.operatingSystemFamily?.values ?? {});
  const fargate = task.requires('FARGATE') === 'yes';
  return all
    .filter((family) => {
      if (family === 'LINUX') return true;
      if (arm || task.requires('MANAGED_INSTANCES') === 'yes') return false;
      return !fargate || (family !== 'WINDOWS_SERVER_2016_FULL' && !ENDED.has(family));
    })
    .map((family) => ({ ...documented(spot, family), deprecated: ENDED.has(family) }));
}

/** ARM64 is for Linux only. */
export function architectures(spot: Spot): Suggestion[] {
  const windows = spot.text('operatingSystemFamily')?.startsWith('WINDOWS') === true;
  return (windows ? ['X86_64'] : ['X86_64', 'ARM64']).map((value) => documented(spot, value));
}

/** Capabilities that can be added; Fargate allows only one. */
export function addedCapabilities(spot: Spot): Suggestion[] {
  const all = Object.keys(DOCS.KernelCapabilities?.members.add?.values ?? {});
  const names =
    spot.task.requires('FARGATE') === 'yes' ? ['SYS_PTRACE'] : [...all.filter((name) => name !== 'ALL'), 'ALL'];
  return names.map((name) => documented(spot, name));
}

/** Capabilities that can be dropped, `ALL` first. */
export function droppedCapabilities(spot: Spot): Suggestion[] {
  return Object.keys(DOCS.KernelCapabilities?.members.drop?.values ?? {}).map((name) => documented(spot, name));
}

/** Kernel parameters that work with the network mode and the IPC mode of the task. */
export function kernelParameters(spot: Spot): Suggestion[] {
  const { task } = spot;
  const shared = task.string('ipcMode').value === 'host';
  const host = task.networkMode.value === 'host';
  const names = Object.keys(DOCS.Names?.members.systemControlNamespace?.values ?? {});
  const isNet = (name: string) => name.startsWith('net.');
  return [...names.filter(isNet), ...names.filter((name) => !isNet(name))]
    .filter((name) => !(isNet(name) ? host : shared) && !spot.textsOfOwnersBeside.has(name))
    .map((value) => ({
      label: value,
      value,
      docs: { type: 'Names', member: 'systemControlNamespace', value },
      kind: 'value',
    }));
}

/** Ulimits that are not set yet, the most common one first. */
export function limits(spot: Spot): Suggestion[] {
  const names = Object.keys(DOCS.Ulimit?.members.name?.values ?? {});
  return ['nofile', ...names.filter((name) => name !== 'nofile')]
    .filter((name) => !spot.textsOfOwnersBeside.has(name))
    .map((name) => documented(spot, name));
}

/** Options of a tmpfs mount; some take a value. */
export function mountOptions(spot: Spot): Suggestion[] {
  return Object.keys(DOCS.Tmpfs?.members.mountOptions?.values ?? {}).map((name) => documented(spot, name));
}

/** The settings of an App Mesh proxy that are not set yet. */
export function proxyProperties(spot: Spot): Suggestion[] {
  return Object.keys(DOCS.ProxyConfiguration?.members.properties?.values ?? {})
    .filter((name) => !spot.textsOfOwnersBeside.has(name))
    .map((value) => ({
      label: value,
      value,
      docs: { type: 'ProxyConfiguration', member: 'properties', value },
      kind: 'value',
    }));
}

/** GPUs, and Neuron devices if the task runs on Managed Instances. Elastic Inference no longer exists. */
export function resourceTypes(spot: Spot): Suggestion[] {
  const neuron = spot.suits(['MANAGED_INSTANCES']);
  return (neuron ? ['GPU', 'NeuronDevice'] : ['GPU']).map((value) => documented(spot, value));
}

/** A value with its text from the docs of the member. */
export function documented({ type, key }: Spot, value: string): Suggestion {
  return { label: value, value, docs: { type, member: key, value }, kind: 'value' };
}
