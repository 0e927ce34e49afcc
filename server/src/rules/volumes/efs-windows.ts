import { forbidBecause, systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows containers do not support EFS volumes',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'aws/copilot-cli manifest validation; Amazon EFS user guide', checked: '2026-11-24' },
  concept: 'windows',
  why: 'EFS uses NFS 4, which Windows does not support. Windows tasks on EC2 share files through FSx for Windows File Server.',
  check(task, report) {
    if (task.isWindows !== 'yes') return;
    const demand = systemDemand(task);
    const message = 'Windows containers do not support EFS volumes: use FSx';
    for (const volume of task.volumes) {
      forbidBecause(demand, task, volume, 'efsVolumeConfiguration', message, report);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 2048, "mountPoints": [{ "sourceVolume": "data", "containerPath": "C:\\\\data" }] }
  ],
  "volumes": [
    {
      "name": "data", // shared with the worker
      "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "LINUX" }, "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }] }`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "\${os}" }, "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 2048, "mountPoints": [{ "sourceVolume": "data", "containerPath": "C:\\\\data" }] }
  ],
  "volumes": [
    {
      "name": "data" // shared with the worker
    }
  ]
}`,
  ],
};
