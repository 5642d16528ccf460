/** The form that asks for AppID, server and token where no start key is at hand. */
import { translate, write } from './language.js';

const KEPT = 'liuyun.access';

/** Resolves `{ appID, server, token }`; rejects when the person closes the form. */
export function askForAccess({ userID, refused = false }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'access';
  dialog.innerHTML = `
    <form method="dialog">
      <h2 data-zh="用哪个应用进入？">Which app shall I use?</h2>
      <p class="muted" data-message></p>
      <label class="field"><span>AppID</span>
        <input name="appID" inputmode="numeric" pattern="[0-9]{1,10}" required autocomplete="off"></label>
      <label class="field"><span data-zh="服务器地址">Server</span>
        <input name="server" autocomplete="off" spellcheck="false"></label>
      <label class="field"><span>Token</span>
        <textarea name="token" rows="4" required autocomplete="off" spellcheck="false"></textarea></label>
      <p class="hint"><span data-zh="在服务器上生成：">Make one on the server:</span> <code data-command></code></p>
      <menu>
        <button type="button" class="button quiet" data-cancel data-zh="取消">Cancel</button>
        <button class="button primary" data-zh="继续">Continue</button>
      </menu>
    </form>`;
  document.body.append(dialog);

  const form = dialog.querySelector('form');
  const last = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  form.elements.appID.value = last.appID ?? '';
  form.elements.server.value = last.server ?? `${location.origin.replace(/^http/, 'ws')}/signalling`;
  const command = dialog.querySelector('[data-command]');
  const showCommand = () => {
    command.textContent = `npx liuyun token --app ${form.elements.appID.value || 'APPID'} --user ${userID}`;
  };
  form.elements.appID.addEventListener('input', showCommand);
  showCommand();
  const message = dialog.querySelector('[data-message]');
  if (refused) {
    write(message, 'The start key of this page is no longer valid.', '本页的启动密钥已经失效。');
  } else {
    write(
      message,
      'Open the link that “npm start” printed, or enter what your app has.',
      '请打开 npm start 打印的链接，或填写您的应用信息。',
    );
  }
  translate(dialog);

  return new Promise((resolve, reject) => {
    dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close('cancel'));
    form.addEventListener('submit', () => dialog.close('continue'));
    dialog.addEventListener('close', () => {
      const appID = Number(form.elements.appID.value);
      const server = form.elements.server.value.trim();
      const token = form.elements.token.value.trim();
      const go = dialog.returnValue === 'continue';
      dialog.remove();
      if (!go) return reject(new Error('cancelled'));
      sessionStorage.setItem(KEPT, JSON.stringify({ appID, server }));
      resolve({ appID, server, token });
    });
    dialog.showModal();
  });
}
