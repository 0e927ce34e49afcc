import { table } from './table.ts';
/**
 * Numbers people commonly write, the most usual first: defaults, ends of the range, and round values in between.
 * Our own choice; a test checks them against the ranges in the schema.
 */
export const COMMON_NUMBERS: Readonly<Record<string, readonly number[]>> = {
  'ContainerDefinition.startTimeout': [60, 30, 120],
  'ContainerDefinition.stopTimeout': [30, 60, 120],
  'ContainerRestartPolicy.restartAttemptPeriod': [300, 60, 600, 1800],
  'ContainerRestartPolicy.ignoredExitCodes': [0],
  'EphemeralStorage.sizeInGiB': [50, 21, 30, 100, 200],
  'HealthCheck.interval': [30, 10, 60],
  'HealthCheck.timeout': [5, 10, 30],
  'HealthCheck.retries': [3, 5, 10],
  'HealthCheck.startPeriod': [60, 30, 120, 300],
  'LinuxParameters.maxSwap': [0, 512, 1024],
  'LinuxParameters.sharedMemorySize': [64, 256, 1024, 2048],
  'LinuxParameters.swappiness': [0, 60],
  'NvidiaMpsAllocation.maxComputePercent': [50, 25, 100],
  'NvidiaMpsAllocation.memory': [4096, 8192],
  'Tmpfs.size': [64, 128, 256],
  'Ulimit.hardLimit': [65_535],
  'Ulimit.softLimit': [65_535],
};

/** CPU units for a task or container on instances, where any number is allowed. */
export const COMMON_CPU_UNITS: readonly number[] = [256, 512, 1024, 2048, 4096, 128];

/** MiB for a task or container on instances, where any number is allowed. */
export const COMMON_MEMORY_MIB: readonly number[] = [512, 1024, 2048, 4096, 8192, 16_384, 256, 128];

/** Common values of kernel parameters. The docs list the names. */
export const COMMON_SYSTEM_CONTROLS = table<string>({
  'net.core.somaxconn': '1024',
  'net.ipv4.ip_local_port_range': '1024 65535',
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.tcp_keepalive_time': '500',
});
