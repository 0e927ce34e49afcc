import { jsonWithTexts } from '../syntax/embedded/json-with-texts.ts';
import { HCL_LANGUAGE } from '../syntax/hcl/hcl.ts';
import { JSON_LANGUAGE } from '../syntax/json/json.ts';
import type { Language } from '../syntax/language.ts';
import type { Wanted } from '../syntax/yaml/extents.ts';
import { yamlLanguage } from '../syntax/yaml/yaml.ts';
import { isTerraformJsonName, isTerraformName, isYamlName } from './file-names.ts';

/** What to read in YAML: CloudFormation templates, task definitions and services. */
const WANTED: Wanted = {
  sign: /AWS::ECS::(?:TaskDefinition|Service|TaskSet)\b|containerDefinitions|serviceArn|^["']?(?:family|networkMode|requiresCompatibilities|taskRoleArn|executionRoleArn|runtimePlatform|serviceName|desiredCount|deploymentConfiguration|schedulingStrategy)["']?[ \t]*:/m,
  topLine: /^(?:Resources|containerDefinitions)[ \t]*:[ \t\r]*$/m,
  section: 'Resources',
  types: [
    'AWS::ECS::TaskDefinition',
    'AWS::ECS::Service',
    'AWS::ECS::TaskSet',
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'AWS::ECS::ExpressGatewayService',
  ],
  aside: { section: 'Parameters', word: 'AllowedValues' },
};

/** The JSON of Terraform, which has the containers in a text. */
const TERRAFORM_JSON = jsonWithTexts('container_definitions');

const YAML_LANGUAGE = yamlLanguage(WANTED);

/** A file that starts like this is Terraform, whatever its name. */
const BEGINS_AS_HCL = /^\s*resource[ \t]+"aws_ecs_(?:task_definition|service|task_set)"[ \t]+"[^"\n]*"[ \t]*\{/;

/**
 * The language that a text is written in.
 * @param fileName path or URI
 */
export function languageOf(fileName: string, text: string): Language {
  if (isTerraformName(fileName) || BEGINS_AS_HCL.test(text)) return HCL_LANGUAGE;
  if (isTerraformJsonName(fileName)) return TERRAFORM_JSON;
  return isYaml(fileName, text) ? YAML_LANGUAGE : JSON_LANGUAGE;
}

/** Whether to read a text as YAML. JSON is also valid YAML, but is read as JSON whatever the file's name. */
function isYaml(fileName: string, text: string): boolean {
  if (isYamlName(fileName)) return !isJson(text);
  // The content decides: no JSON has a key without quotes at the start of a line that shows no other sign of JSON.
  return !/^\s*[[{"]/.test(text) && WANTED.sign.test(text) && WANTED.topLine.test(text);
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
