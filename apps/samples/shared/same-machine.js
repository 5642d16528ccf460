/**
 * Firefox connects to no loopback address unless it is told to. A cloud that only this machine can reach therefore announces
 * media at an own address of the machine too; where it has none (no network), one would be in the room and see nobody. Says so,
 * and what helps. This is about our pages: leave it out when you copy a sample.
 */
import { write } from './language.js';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
if (loopback && navigator.userAgent.includes('Firefox/')) {
  const answer = await fetch('/reach').catch(() => undefined);
  const { mediaStaysHere } = answer?.ok ? await answer.json() : {};
  if (mediaStaysHere) tell();
}

function tell() {
  const note = document.createElement('p');
  note.className = 'notice';
  note.dataset.note = 'same-machine';
  write(
    note,
    'Firefox sends no sound and no picture to 127.0.0.1, and this cloud announces nothing else: connect this machine to a network (and give neither --media-host nor --announced-address), or set media.peerconnection.ice.loopback to true in about:config.',
    'Firefox 不会与 127.0.0.1 收发音视频，而这个云只公布了该地址：请让本机连上网络（并且不要指定 --media-host 和 --announced-address），或者在 about:config 中把 media.peerconnection.ice.loopback 设为 true。',
  );
  document.querySelector('main')?.prepend(note);
}
