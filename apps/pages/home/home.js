/** What is here, and whether the server is well. */
import { passKeyOn, startKey } from '/samples/shared/access.js';
import { write } from '/samples/shared/language.js';

const $ = (id) => document.getElementById(id);
const EVERY_MS = 10_000;

async function askHealth() {
  const began = performance.now();
  try {
    const [alive, ready] = await Promise.all([fetch('/healthz'), fetch('/readyz')]);
    const ms = Math.max(1, Math.round(performance.now() - began));
    if (alive.ok && ready.ok) show('good', `Running · ${ms} ms`, `运行中 · ${ms} 毫秒`);
    else show('busy', 'Closing', '正在关闭');
  } catch {
    show('bad', 'No answer', '没有应答');
  }
}

function show(mood, en, zh) {
  $('health').dataset.state = mood;
  write($('health'), en, zh);
}

function showKey() {
  if (startKey()) {
    write(
      $('key'),
      'This tab has a start key: the samples get their tokens by themselves.',
      '本页带有启动密钥：示例会自动取得令牌。',
    );
  } else {
    write(
      $('key'),
      'This tab has no start key. Open the link that “npm start” printed, or enter AppID and token when a sample asks.',
      '本页没有启动密钥。请打开 npm start 打印的链接，或在示例询问时填写 AppID 和令牌。',
    );
  }
}

$('snippet').textContent = [
  `<script src="${location.origin}/sdk/ZegoExpressWebRTC.js"></script>`,
  '<script>',
  `  const zg = new ZegoExpressEngine(appID, '${location.origin.replace(/^http/, 'ws')}/signalling');`,
  '</script>',
].join('\n');

passKeyOn();
showKey();
askHealth();
setInterval(() => document.hidden || askHealth(), EVERY_MS);
