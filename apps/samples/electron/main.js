// The main process: one window, isolated from Node, and the two things that a page cannot do by itself.
const { app, BrowserWindow, systemPreferences } = require('electron');
const path = require('node:path');

// Lets the page list screens and windows.
require('@liuyun/electron/main').install();

async function open() {
  // macOS asks the person once; elsewhere the system does not ask.
  if (process.platform === 'darwin') {
    await systemPreferences.askForMediaAccess('camera');
    await systemPreferences.askForMediaAccess('microphone');
  }
  const window = new BrowserWindow({
    width: 1000,
    height: 720,
    webPreferences: { preload: require.resolve('@liuyun/electron/preload') },
  });
  await window.loadFile(path.join(__dirname, 'index.html'));
}

app.whenReady().then(open);
app.on('window-all-closed', () => app.quit());
