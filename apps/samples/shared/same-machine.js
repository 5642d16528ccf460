/**
 * `npm start` listens on this machine's loopback address, to which Firefox does not connect unless it is told to: one would
 * be in the room and see nobody. Says so, and what helps. This is about our pages: leave it out when you copy a sample.
 */
import { write } from './language.js';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
if (loopback && navigator.userAgent.includes('Firefox/')) {
  const note = document.createElement('p');
  note.className = 'notice';
  note.dataset.note = 'same-machine';
  write(
    note,
    'Firefox sends no sound and no picture to a cloud at 127.0.0.1. Start the cloud with “npx liuyun start --dev --host 0.0.0.0 --tls self-signed” and open this machine’s own address, or set media.peerconnection.ice.loopback to true in about:config.',
    'Firefox 不会与 127.0.0.1 上的云收发音视频。请用“npx liuyun start --dev --host 0.0.0.0 --tls self-signed”启动，并打开本机自己的地址；或者在 about:config 中把 media.peerconnection.ice.loopback 设为 true。',
  );
  document.querySelector('main')?.prepend(note);
}
