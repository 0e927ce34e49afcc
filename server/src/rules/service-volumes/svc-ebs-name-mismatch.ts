import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace, set } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The service configures a volume that is not configuredAtLaunch',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-ebs-name-not-in-taskdef', checked: '2026-11-28' },
  concept: 'volume',
  why: 'A service can configure EBS volumes only for volumes of the task definition that have `configuredAtLaunch`, by name.',
  rejection: "The volume name '…' in your request does not have a matching volume in your Task Definition",
  check(service, report) {
    const { task } = service;
    if (!task || task.isBareList || !task.volumeNamesKnown) return;
    const open = task.volumes.items.filter((volume) => isKnown(volume.boolean('configuredAtLaunch'), true));
    const names = open.map((volume) => volume.string('name').value!);
    for (const configured of service.list('volumeConfigurations')) {
      const name = configured.string('name');
      if (name.state !== 'known') continue;
      const volume = task.volumeNamed(name.value);
      if (volume && volume.boolean('configuredAtLaunch').state === 'deferred') continue;
      if (names.includes(name.value)) continue;
      const near = nearest(name.value, names);
      const fixes: Fix[] = (near.length > 0 ? near : names).map((other) => ({
        title: `Write "${other}"`,
        edits: [replace(name.node, other)],
      }));
      if (volume?.node && volume.node.properties.length === 1)
        fixes.unshift({
          title: `Set configuredAtLaunch of "${name.value}" to true`,
          edits: [set(volume.node, 'configuredAtLaunch', true)],
        });
      report({
        at: name.node,
        message: volume
          ? `The volume "${name.value}" is not configuredAtLaunch in the task definition`
          : `The task definition has no volume "${name.value}"${near[0] ? `. Did you mean "${near[0]}"?` : ' that is configuredAtLaunch'}`,
        fixes,
        related: [{ at: volume?.string('name').node ?? task.label, message: 'The task definition' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ],
        "Volumes": [{ "Name": "data", "ConfiguredAtLaunch": true }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "VolumeConfigurations": [{ "Name": "date", "ManagedEBSVolume": { "RoleArn": { "Ref": "Role" }, "SizeInGiB": 10 } }] }
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ],
        "Volumes": [{ "Name": "data", "ConfiguredAtLaunch": true }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "VolumeConfigurations": [{ "Name": "data", "ManagedEBSVolume": { "RoleArn": { "Ref": "Role" }, "SizeInGiB": 10 } }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }],
        "Volumes": [{ "Name": { "Ref": "Volume" }, "ConfiguredAtLaunch": true }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "VolumeConfigurations": [{ "Name": "data", "ManagedEBSVolume": { "RoleArn": { "Ref": "Role" }, "SizeInGiB": 10 } }] }
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }] }
        ],
        "Volumes": [{ "Name": "data", "ConfiguredAtLaunch": true }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "VolumeConfigurations": [{ "Name": "data", "ManagedEBSVolume": { "RoleArn": { "Ref": "Role" }, "SizeInGiB": 10 } }] }
    }
  }
}`,
  ],
};
