/**
 * The only place that parses and formats CPU and memory amounts in the forms that task definitions allow.
 * CPU: "256", ".25 vCPU", "1 vcpu". Memory: "512", "0.5GB", "1 GB". A GB here is 1024 MiB.
 * Source: RegisterTaskDefinition cpu and memory, checked 2026-11-24.
 */

/** Parses a task's `cpu` into CPU units, of which 1024 make 1 vCPU; undefined if it has none of the accepted forms. */
export function parseCpuUnits(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const match = /^(\d+|\d*\.\d+)\s*vcpu$/i.exec(trimmed);
  return match ? Number(match[1]) * 1024 : undefined;
}

/** Parses a task's `memory` into MiB; undefined if it has none of the accepted forms. */
export function parseMemoryMiB(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const match = /^(\d+|\d*\.\d+)\s*gb$/i.exec(trimmed);
  return match ? Number(match[1]) * 1024 : undefined;
}

/** Formats CPU units for people: "0.25 vCPU". */
export function formatVCpu(units: number): string {
  return `${trim(units / 1024)} vCPU`;
}

/** Formats MiB for people: "512 MiB", "2 GB". */
export function formatMemory(mib: number): string {
  return mib >= 1024 && mib % 512 === 0 ? `${trim(mib / 1024)} GB` : `${mib} MiB`;
}

function trim(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
