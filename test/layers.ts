/**
 * Who may import whom: text → syntax → model → schema, rules → features → entries, with the course as content beside them.
 * Imports point only to the left, and what only one kind of host has (files, processes, the editor) stays in the entries.
 */
export interface Layer {
  /** The files of the layer; the first layer that matches a file is its own. */
  readonly files: RegExp;
  /** Project files that it may import. */
  readonly imports: RegExp;
  /** Project files of which it may import types only. */
  readonly types?: RegExp;
  /** Packages that it may import. */
  readonly packages?: RegExp;
  /** Packages of which it may import types only. */
  readonly packageTypes?: RegExp;
  /** Whether it may use what only Node has. */
  readonly node?: true;
}

/** What features and the entries may all import. */
const LEFT_OF_FEATURES = String.raw`server/src/(?:syntax|model|findings|schema|formats|rules|simulator|policy|comparison|brief|config|course)/|server/src/(?:analysis|verdict|protocol)\.ts$`;

/** The layers, by name. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  // What puts schema and rules together stands on both, and no rule may import it.
  analysis: {
    files: /^server\/src\/(?:analysis|edits|verdict)\.ts$/,
    imports: /^server\/src\/(?:(?:syntax|model|findings|schema|formats|rules)\/|edits\.ts$)/,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  formats: { files: /^server\/src\/formats\//, imports: /^server\/src\/(?:syntax|model|findings|schema|formats)\// },
  syntax: { files: /^server\/src\/syntax\//, imports: /^server\/src\/syntax\//, packages: /^(?:jsonc-parser|yaml)$/ },
  model: {
    files: /^server\/src\/model\//,
    imports: /^server\/src\/(?:syntax|model)\//,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  // What schema and rules produce.
  findings: { files: /^server\/src\/findings\//, imports: /^server\/src\/(?:syntax|model|findings)\// },
  schema: { files: /^server\/src\/schema\//, imports: /^server\/src\/(?:syntax|model|findings|schema)\// },
  rules: {
    files: /^server\/src\/rules\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|rules)\/|schema\/(?:nearest|schema)\.ts$)/,
    types: /^server\/src\/course\//,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  config: { files: /^server\/src\/config\//, imports: /^server\/src\/(?:syntax|model|findings|rules|config)\// },
  // Plays what the rules know of AWS: it stands to the right of them, and no rule may import it.
  simulator: {
    files: /^server\/src\/simulator\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|simulator)\/|rules\/)/,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  // What the roles of a task definition need, and how two task definitions differ: both read the model only.
  policy: { files: /^server\/src\/policy\//, imports: /^server\/src\/(?:syntax|model|policy)\// },
  comparison: {
    files: /^server\/src\/comparison\//,
    imports: /^server\/src\/(?:syntax|model|schema|comparison)\//,
  },
  // Findings for other programs: short, with ready edits, without private values.
  brief: {
    files: /^server\/src\/brief\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|brief)\/|rules\/catalogue\.ts$)/,
    packageTypes: /^vscode-languageserver-textdocument$/,
  },
  course: { files: /^server\/src\/course\//, imports: /^server\/src\/course\// },
  workspace: {
    files: /^server\/src\/(?:workspace(?:-files)?|open-document|module-files)\.ts$/,
    imports:
      /^server\/src\/(?:analysis\.ts$|open-document\.ts$|(?:workspace|module)-files\.ts$|config\/|(?:findings\/joined|formats\/file-names|model\/virtual-file)\.ts$)/,
    types: /^server\/src\/(?:(?:syntax|model|schema|findings|rules)\/|(?:edits|protocol|formats\/detection)\.ts$)/,
    packages: /^vscode-languageserver-textdocument$/,
  },
  protocol: { files: /^server\/src\/protocol\.ts$/, imports: /^$/ },
  features: {
    files: /^server\/src\/features\//,
    // Completion offers whole files in empty documents, and fragments.
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/features/|server/src/workspace(?:-files)?\\.ts$|snippets/(?:fragments|files)\\.json$)`,
    ),
    packages: /^vscode-languageserver(?:-textdocument)?$/,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  server: {
    files: /^server\/src\/(?:server|failures|settings)\.ts$/,
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/(?:features/|(?:workspace|workspace-files|failures|settings)\\.ts$))`,
    ),
    packages: /^vscode-languageserver(?:-textdocument)?$/,
  },
  'server in a worker': {
    files: /^server\/src\/browser\//,
    imports: /^server\/src\/server\.ts$/,
    packages: /^vscode-languageserver\/browser$/,
  },
  'server in Node': {
    files: /^server\/src\/node\//,
    imports:
      /^server\/src\/(?:server\.ts$|protocol\.ts$|config\/configs\.ts$|formats\/(?:file-names|signs)\.ts$|model\/visible\.ts$|node\/)/,
    types: /^server\/src\/cli\/mcp\/mcp\.ts$/,
    packages: /^vscode-languageserver\/node$/,
    node: true,
  },
  'command line': {
    files: /^server\/src\/cli\//,
    // The address of a rule's page, the version and the refactorings are the same for all.
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/(?:cli/|node/(?:files|compiled-code)\\.ts$|features/(?:pages\\.ts$|code-actions/refactorings/))|package\\.json$)`,
    ),
    packages: /^vscode-languageserver-textdocument$/,
    packageTypes: /^sarif$/,
    node: true,
  },
  // The pictures to play with are played by the simulator, and show what the tables say.
  'lesson to play with': {
    files: /^client\/src\/learn\/explore\.ts$/,
    imports:
      /^server\/src\/(?:model\/(?:facts|fargate-prices)|policy\/role-uses|simulator\/(?:ports|probes|rolling))\.ts$/,
    types: /^server\/src\/simulator\/deployment\.ts$/,
  },
  'lesson view': {
    files: /^client\/src\/learn\/view\//,
    imports: /^(?:client\/src\/learn\/|server\/src\/(?:course\/|model\/picture-scale\.ts$))/,
    types: /^server\/src\/simulator\/simulation\.ts$/,
    packages: /^ts-fsrs$/,
    packageTypes: /^vscode-webview$/,
  },
  'entry of the server': {
    files: /^server\/src\/main\.ts$/,
    imports: /^server\/src\/(?:server|(?:node|browser)\/main|cli\/mcp\/mcp)\.ts$/,
  },
  'client in Node': {
    files: /^client\/src\/node\//,
    imports: /^client\/src\//,
    packages: /^(?:vscode|vscode-languageclient\/node)$/,
    node: true,
  },
  'client in a browser': {
    files: /^client\/src\/browser\//,
    imports: /^client\/src\//,
    packages: /^(?:vscode|vscode-languageclient\/browser)$/,
  },
  client: {
    files: /^client\/src\//,
    imports:
      /^(?:client\/src\/|server\/src\/(?:protocol\.ts$|model\/(?:facts|fargate-prices|region-name|virtual-file|visible)\.ts$|formats\/(?:file-names|signs)\.ts$|(?:syntax|course)\/))/,
    types: /^server\/src\/simulator\/simulation\.ts$/,
    packages: /^(?:vscode|vscode-languageclient|ts-fsrs)$/,
  },
};
