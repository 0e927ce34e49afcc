/**
 * The only place that reads and writes CPU and memory amounts as task definitions spell them.
 * CPU: "256", ".25 vCPU", "1 vcpu". Memory: "512", "0.5GB", "1 GB". A GB here is 1024 MiB.
 * Source: RegisterTaskDefinition cpu and memory, checked 2026-11-24.
 */

/** CPU units of a task's `cpu` text, undefined where it is none of the accepted forms. 1 vCPU is 1024 units. */
export function parseCpuUnits(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const match = /^(\d+|\d*\.\d+)\s*vcpu$/i.exec(trimmed);
  return match ? Number(match[1]) * 1024 : undefined;
}

/** MiB of a task's `memory` text, undefined where it is none of the accepted forms. */
export function parseMemoryMiB(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const match = /^(\d+|\d*\.\d+)\s*gb$/i.exec(trimmed);
  return match ? Number(match[1]) * 1024 : undefined;
}

/** CPU units for people: "0.25 vCPU". */
export function formatVCpu(units: number): string {
  return `${trim(units / 1024)} vCPU`;
}

/** MiB for people: "512 MiB", "2 GB". */
export function formatMemory(mib: number): string {
  return mib >= 1024 && mib % 512 === 0 ? `${trim(mib / 1024)} GB` : `${mib} MiB`;
}

function trim(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
