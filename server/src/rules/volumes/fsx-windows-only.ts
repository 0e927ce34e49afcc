import { isKnown } from '../../model/field.ts';
import { forbidBecause, launchTypeDemand, systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'FSx volumes are for Windows on EC2',
  severity: 'error',
  source: {
    from: 'Amazon ECS API reference, Volume; amazon-ecs-agent capability fsxWindowsFileServer',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'FSx for Windows File Server is mounted by instances with Windows. Neither Fargate nor instances with Linux can do it; both have EFS instead.',
  check(task, report) {
    const isFargate = task.requires('FARGATE') === 'yes';
    const isLinux = isKnown(task.object('runtimePlatform').string('operatingSystemFamily'), 'LINUX');
    if (!isFargate && !isLinux) return;
    const demand = isFargate ? launchTypeDemand(task, 'FARGATE') : systemDemand(task);
    const message = `${isFargate ? 'Fargate' : 'Linux'} has no FSx for Windows volumes: use EFS, or Windows on EC2`;
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
  ],
};
