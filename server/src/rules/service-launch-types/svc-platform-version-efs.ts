import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

/** The platform versions of Linux that cannot mount EFS. Source: as the rule's, checked 2026-11-28. */
const WITHOUT_EFS = /^1\.[0-3]\.[1-9]\d*$|^1\.[1-3]\.0$/;

export default serviceRule({
  title: 'The Fargate platform version cannot mount EFS file systems',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS developer guide, "Fargate platform versions"; the refusal is in ansible-collections/community.aws issue 136',
    checked: '2026-11-28',
  },
  concept: 'platform-version',
  why: 'Fargate can mount EFS file systems since platform version 1.4.0.',
  rejection: 'One or more of the requested capabilities are not supported.',
  check(service, report) {
    const { task } = service;
    const version = service.string('platformVersion');
    if (!task || version.state !== 'known' || !WITHOUT_EFS.test(version.value)) return;
    if (service.runsOn('FARGATE') !== 'yes' || task.isWindows !== 'no') return;
    const volume = task.volumes.items.find((one) => one.object('efsVolumeConfiguration').presence === 'known');
    if (!volume) return;
    report({
      at: version.node,
      message: `Platform version ${version.value} cannot mount EFS: write "LATEST"`,
      fixes: [{ title: 'Write "LATEST"', edits: [replace(version.node, 'LATEST')] }],
      related: [{ at: volume.object('efsVolumeConfiguration').property!.key, message: 'The file system' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "Volumes": [{ "Name": "data", "EFSVolumeConfiguration": { "FilesystemId": { "Ref": "Files" } } }],
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": {
        "TaskDefinition": { "Ref": "Task" },
        "LaunchType": "FARGATE",
        "PlatformVersion": "1.3.0",
        "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } }
      }
    }
  }
}`,
  ],
  good: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "Volumes": [{ "Name": "data", "EFSVolumeConfiguration": { "FilesystemId": { "Ref": "Files" } } }],
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": {
        "TaskDefinition": { "Ref": "Task" },
        "LaunchType": "FARGATE",
        "PlatformVersion": "1.4.0",
        "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } }
      }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "Volumes": [{ "Name": "data", "EFSVolumeConfiguration": { "FilesystemId": { "Ref": "Files" } } }],
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": {
        "TaskDefinition": { "Ref": "Task" },
        "LaunchType": "FARGATE",
        "PlatformVersion": "LATEST",
        "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } }
      }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "Volumes": [{ "Name": "data" }],
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": {
        "TaskDefinition": { "Ref": "Task" },
        "LaunchType": "FARGATE",
        "PlatformVersion": "1.3.0",
        "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } }
      }
    }
  }
}`,
  ],
  fixed: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "Volumes": [{ "Name": "data", "EFSVolumeConfiguration": { "FilesystemId": { "Ref": "Files" } } }],
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": {
        "TaskDefinition": { "Ref": "Task" },
        "LaunchType": "FARGATE",
        "PlatformVersion": "LATEST",
        "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } }
      }
    }
  }
}`,
  ],
};
