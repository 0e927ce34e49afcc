/** A file of its own in dist: four fifths of the extension, and not needed before there is a task definition. */
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
