/**
 * Part of `npm start`: opens one example of each format, the first of them in front with the problems below it. Leaves
 * alone a window in which files are open, such as one that is reloaded.
 */
const vscode = require('vscode');

/** In the order of their tabs. */
const EXAMPLES = ['task-definition.json', 'template.yaml', 'ecs.tf', 'task-definition.yaml', 'service-definition.json'];

exports.activate = async () => {
  const { commands, window, workspace, Uri } = vscode;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!folder || window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
  for (const name of EXAMPLES) await window.showTextDocument(Uri.joinPath(folder, name), { preview: false });
  await window.showTextDocument(Uri.joinPath(folder, EXAMPLES[0]), { preview: false });
  await commands.executeCommand('workbench.actions.view.problems');
  await commands.executeCommand('workbench.action.focusActiveEditorGroup');
};
