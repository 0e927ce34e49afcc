import type { SourceDocument } from '../syntax/document.ts';
import { detectTemplate } from './cloudformation/detect.ts';
import { detectAppSpec } from './codedeploy/detect.ts';
import { type Detection, type Intent, refuse } from './detection.ts';
import { isSettingsFile } from './file-names.ts';
import { detectImageDefinitions } from './image-definitions.ts';
import { detectRequest } from './request.ts';
import { detectService } from './service.ts';
import { detectTerraform } from './terraform/detect.ts';

/**
 * Finds the task definitions and services in a document.
 * @param fileName path or URI; only its last part matters
 * @param intent `asked` accepts everything except what clearly belongs to another product
 */
export function detect(fileName: string, document: SourceDocument, intent: Intent = 'open'): Detection {
  if (isSettingsFile(fileName)) return refuse('This is a settings file of Taskdef.', true);
  return (
    detectTerraform(fileName, document) ??
    detectAppSpec(document) ??
    detectTemplate(document) ??
    detectService(fileName, document) ??
    detectImageDefinitions(fileName, document, intent) ??
    detectRequest(fileName, document, intent)
  );
}
