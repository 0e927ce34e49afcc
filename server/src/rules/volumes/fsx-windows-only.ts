import { isKnown } from '../../model/field.ts';
import { LAUNCH_TYPE_NAMES } from '../../model/launch-types.ts';
import { forbidBecause, launchTypeDemand, systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'FSx volumes are only for Windows on EC2',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS API reference, Volume; amazon-ecs-agent capability fsxWindowsFileServer',
    checked: '2026-11-28',
  },
  concept: 'windows',
  why: 'Only Windows instances can mount FSx for Windows File Server. Fargate, Managed Instances, external instances and Linux instances cannot.',
  check(task, report) {
    const isFargate = task.requires('FARGATE') === 'yes';
    const isLinux = isKnown(task.object('runtimePlatform').string('operatingSystemFamily'), 'LINUX');
    const other = (['MANAGED_INSTANCES', 'EXTERNAL'] as const).find((type) => task.requires(type) === 'yes');
    if (!isFargate && !isLinux && !other) return;
    const demand = isFargate
      ? launchTypeDemand(task, 'FARGATE')
      : other
        ? launchTypeDemand(task, other)
        : systemDemand(task);
    const who = isFargate ? 'Fargate does' : other ? `${LAUNCH_TYPE_NAMES[other]} do` : 'Linux does';
    const message = `${who} not support FSx for Windows volumes: use Windows on EC2${other === 'EXTERNAL' ? '' : ', or EFS'}`;
    for (const volume of task.volumes) {
      forbidBecause(demand, task, volume, 'fsxWindowsFileServerVolumeConfiguration', message, report);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data", // shared with the office
      "fsxWindowsFileServerVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "share",
        "authorizationConfig": {
          "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:fsx-AbCdEf",
          "domain": "corp.example.com"
        }
      }
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "volumes": [{ "name": "data", "fsxWindowsFileServerVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0", "rootDirectory": "share" } }] }`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "volumes": [
    {
      "name": "data",
      "fsxWindowsFileServerVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "share",
        "authorizationConfig": { "credentialsParameter": "\${secret}", "domain": "corp.example.com" }
      }
    }
  ]
}`,
    `{
  "family": "web",
  "volumes": [
    {
      "name": "data",
      "fsxWindowsFileServerVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "share",
        "authorizationConfig": { "credentialsParameter": "\${secret}", "domain": "corp.example.com" }
      }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data" // shared with the office
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "volumes": [{ "name": "data" }] }`,
  ],
};
