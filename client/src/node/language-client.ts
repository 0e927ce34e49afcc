/**
 * A separate file in dist: it makes up four fifths of the extension, and is not needed until there is a task
 * definition.
 */
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
