const { window, workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

/** One client for each folder that is open: each may have its own version of Pipewright installed. */
const clients = new Map();

async function start(folder) {
  const [command, ...args] = workspace.getConfiguration('pipewright', folder.uri).get('command');
  const cwd = folder.uri.fsPath;
  const run = {
    command,
    args,
    transport: TransportKind.stdio,
    // npx is a script on Windows, which only a shell starts.
    options: { cwd, shell: process.platform === 'win32' },
  };
  const pattern = (files) => ({ scheme: 'file', pattern: `${cwd.replaceAll('\\', '/')}/**/${files}` });
  const client = new LanguageClient('pipewright', 'Pipewright', { run, debug: run }, {
    workspaceFolder: folder,
    documentSelector: [
      pattern('*.jsonata'),
      pattern('pipewright.yaml'),
      pattern('pipes/*.yaml'),
      pattern('connectors/*/connector.yaml'),
      pattern('mappings/**/*.cases.yaml'),
    ],
    // What changes on disk, such as a table that was edited elsewhere.
    synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{jsonata,yaml,yml,csv,json}') },
  });
  clients.set(folder.uri.toString(), client);
  try {
    await client.start();
  } catch (error) {
    window.showWarningMessage(`Pipewright did not start in ${folder.name}: ${error.message}. Is it installed? (npm install)`);
  }
}

async function activate(context) {
  context.subscriptions.push(
    workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      for (const folder of removed) {
        await clients.get(folder.uri.toString())?.stop();
        clients.delete(folder.uri.toString());
      }
      for (const folder of added) await start(folder);
    }),
  );
  for (const folder of workspace.workspaceFolders ?? []) await start(folder);
}

async function deactivate() {
  await Promise.all([...clients.values()].map((client) => client.stop()));
}

module.exports = { activate, deactivate };
