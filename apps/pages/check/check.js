/**
 * Can this browser, on this network, hold a call with this cloud? Each check says what was found and, where something
 * is missing, what to do. The last two make a real call: one engine sends a drawn picture, another one receives it.
 */
import { startKey } from '/samples/shared/access.js';
import { say, write } from '/samples/shared/language.js';
import { loopback } from './loopback.js';

const $ = (id) => document.getElementById(id);
const server = `${location.origin.replace(/^http/, 'ws')}/signalling`;
const SOCKET_MS = 5000;
const LISTEN_MS = 1500;

/** A check resolves to `[state, found]` or `[state, found, advice]`; texts are `[English, Chinese]` or one for both. */
const checks = [
  {
    name: 'secure',
    title: ['Secure page', '安全的页面'],
    run: async () =>
      isSecureContext
        ? ['good', location.protocol.replace(':', '')]
        : [
            'bad',
            'http',
            [
              'Browsers open cameras only on https pages and on localhost. Start the server with --tls, or put an https proxy before it.',
              '浏览器只在 https 页面或 localhost 上允许使用摄像头。请用 --tls 启动服务器，或在前面加一个 https 代理。',
            ],
          ],
  },
  {
    name: 'webrtc',
    title: ['WebRTC', 'WebRTC'],
    run: async () => {
      const { webRTC } = await requirements();
      return webRTC
        ? ['good', browserName()]
        : [
            'bad',
            browserName(),
            [
              'This browser has no WebRTC. Use a current Chrome, Edge, Firefox or Safari; inside another app, open the page in the system browser.',
              '此浏览器不支持 WebRTC。请使用新版 Chrome、Edge、Firefox 或 Safari；在其他应用内打开时，请改用系统浏览器。',
            ],
          ];
    },
  },
  {
    name: 'camera',
    title: ['Camera', '摄像头'],
    run: () =>
      device({ video: true }, async (stream) => {
        const { width, height } = stream.getVideoTracks()[0].getSettings();
        return ['good', `${stream.getVideoTracks()[0].label || ''} ${width}×${height}`.trim()];
      }),
  },
  {
    name: 'microphone',
    title: ['Microphone', '麦克风'],
    run: () =>
      device({ audio: true }, async (stream) => {
        const level = await loudest(stream);
        const name = stream.getAudioTracks()[0].label;
        return level > 0.003
          ? ['good', name]
          : [
              'warn',
              ['silent', '没有声音'],
              [
                'The microphone works but nothing was heard. Say something and check again; look for a mute key on the headset.',
                '麦克风可用，但没有听到声音。请说句话再检测；看看耳机上是否有静音键。',
              ],
            ];
      }),
  },
  {
    name: 'screen',
    title: ['Screen sharing', '屏幕共享'],
    run: async () =>
      navigator.mediaDevices?.getDisplayMedia
        ? ['good', ['available', '支持']]
        : [
            'warn',
            ['not here', '不支持'],
            ['No browser on a phone can share its screen. Use a computer.', '手机浏览器都不能共享屏幕，请使用电脑。'],
          ],
  },
  {
    name: 'codecs',
    title: ['Video codecs', '视频编码'],
    run: async () => {
      const codecs = ['H264', 'VP8', 'VP9', 'AV1', 'H265'].filter((codec) => canSend(codec));
      const found = codecs.join(', ') || '—';
      if (codecs.includes('H264')) return ['good', found];
      return codecs.includes('VP8')
        ? [
            'warn',
            found,
            [
              'No H.264 here: publishing falls back to VP8. Streams that go on to a CDN or a native app need H.264.',
              '没有 H.264：推流将使用 VP8。转推 CDN 或与原生应用互通时需要 H.264。',
            ],
          ]
        : ['bad', found, ['Neither H.264 nor VP8. Update the browser.', '既没有 H.264 也没有 VP8，请更新浏览器。']];
    },
  },
  {
    name: 'socket',
    title: ['Connection to the server', '与服务器的连接'],
    run: async () => {
      const ms = await openSocket();
      return ms
        ? ['good', `WebSocket, ${ms} ms`]
        : [
            'bad',
            ['no WebSocket', '无法连接 WebSocket'],
            [
              `No WebSocket to ${server}. A proxy in between must pass “Upgrade” on; a company firewall may block it.`,
              `无法连接 ${server}。中间的代理必须转发 Upgrade；公司防火墙可能拦截了它。`,
            ],
          ];
    },
  },
  {
    name: 'udp',
    title: ['A call over UDP', '通过 UDP 通话'],
    run: () =>
      callCheck({ tcpOnly: false }, [
        'Media does not get through. The server must announce an address that this computer can reach (--announced-address), and its media port must be open for UDP and TCP. “npx liuyun doctor” on the server tells more.',
        '媒体数据不通。服务器公布的地址必须能从本机访问（--announced-address），其媒体端口须放行 UDP 和 TCP。请在服务器上运行 npx liuyun doctor。',
      ]),
  },
  {
    name: 'tcp',
    title: ['A call over TCP', '通过 TCP 通话'],
    run: () =>
      callCheck({ tcpOnly: true }, [
        'Where UDP is blocked, calls need TCP, and TCP does not get through. Open the media port for TCP too.',
        '在屏蔽 UDP 的网络里通话需要 TCP，但 TCP 不通。请同时放行媒体端口的 TCP。',
      ]),
  },
];

// --- What the checks need --------------------------------------------------------------------------------------------

let asked;
/** The SDK's own report, asked for once. It needs no login. */
function requirements() {
  asked ??= new ZegoExpressEngine(1, server)
    .checkSystemRequirements('webRTC')
    .then(({ result, webRTC }) => ({ webRTC: result ?? webRTC }));
  return asked;
}

const DEVICE_ADVICE = {
  NotAllowedError: [
    'Permission was refused. Click the icon at the left of the address, allow it, and check again.',
    '没有得到许可。请点击地址栏左侧的图标，允许使用，然后重新检测。',
  ],
  NotFoundError: ['None is connected. Without one you can still watch and listen.', '没有连接设备。没有它也可以观看和收听。'],
  NotReadableError: [
    'Another program is using it. Close that program and check again.',
    '设备正被其他程序占用，请关闭后重新检测。',
  ],
};

async function device(constraints, look) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(constraints);
    return await look(stream);
  } catch (error) {
    const state = error.name === 'NotFoundError' ? 'warn' : 'bad';
    return [state, error.name, DEVICE_ADVICE[error.name] ?? [error.message, error.message]];
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}

/** The loudest sample within a moment, 0–1. */
async function loudest(stream) {
  const context = new AudioContext();
  try {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let loudest = 0;
    for (const until = performance.now() + LISTEN_MS; performance.now() < until && loudest < 0.02; ) {
      await new Promise(requestAnimationFrame);
      analyser.getFloatTimeDomainData(samples);
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  } finally {
    await context.close();
  }
}

function canSend(codec) {
  const known = globalThis.RTCRtpSender?.getCapabilities?.('video')?.codecs ?? [];
  return known.some(({ mimeType }) => mimeType.toLowerCase() === `video/${codec.toLowerCase()}`);
}

function openSocket() {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = new WebSocket(server, 'liuyun.1');
    const timer = setTimeout(() => end(0), SOCKET_MS);
    const end = (ms) => {
      clearTimeout(timer);
      socket.onopen = socket.onerror = null;
      socket.close();
      resolve(ms);
    };
    socket.onopen = () => end(Math.max(1, Math.round(performance.now() - began)));
    socket.onerror = () => end(0);
  });
}

async function callCheck(options, advice) {
  if (!startKey()) {
    return [
      'skipped',
      ['not checked', '未检测'],
      [
        'Needs two tokens: open this page from the link that “npm start” printed.',
        '需要两个令牌：请通过 npm start 打印的链接打开本页。',
      ],
    ];
  }
  try {
    const { firstFrameMs, protocol } = await loopback({ ...options, place: $('pictures') });
    const found = `${protocol.toUpperCase()}, ${say('first picture after', '首帧')} ${firstFrameMs} ms`;
    if (!options.tcpOnly && protocol !== 'udp') {
      return [
        'warn',
        found,
        ['UDP is blocked on the way; calls run over TCP and stutter more easily.', '途中屏蔽了 UDP；通话走 TCP，较易卡顿。'],
      ];
    }
    return ['good', found];
  } catch (error) {
    return ['bad', `${error.errorCode ?? error.message ?? error}`, advice];
  }
}

function browserName() {
  const brand = navigator.userAgentData?.brands.findLast(({ brand }) => !/not.?a.?brand/i.test(brand));
  if (brand) return `${brand.brand} ${brand.version}`;
  return (
    /(Firefox|Version|Edg|Chrome)\/[\d.]+/.exec(navigator.userAgent)?.[0].replace('Version', 'Safari') ?? navigator.userAgent
  );
}

// --- The page --------------------------------------------------------------------------------------------------------

const MARKS = { waiting: '·', busy: '◌', good: '✓', warn: '!', bad: '✕', skipped: '–' };
const WORDS = { waiting: 'waiting', busy: 'checking', good: 'good', warn: 'attention', bad: 'failed', skipped: 'skipped' };
const both = (text) => (Array.isArray(text) ? text : [text, text]);
const items = new Map();
const results = new Map();

for (const { name, title } of checks) {
  const item = document.createElement('li');
  item.id = name;
  item.innerHTML =
    '<span class="mark"></span><span class="title"></span><span class="found"></span><p class="advice" hidden></p>';
  write(item.querySelector('.title'), ...title);
  $('checks').append(item);
  items.set(name, item);
  show(name, 'waiting');
}

function show(name, state, found = '', advice) {
  const item = items.get(name);
  item.dataset.state = state;
  const mark = item.querySelector('.mark');
  mark.textContent = MARKS[state];
  mark.setAttribute('aria-label', WORDS[state]);
  write(item.querySelector('.found'), ...both(found));
  item.querySelector('.advice').hidden = !advice;
  if (advice) write(item.querySelector('.advice'), ...both(advice));
}

async function start() {
  $('start').disabled = true;
  for (const { name } of checks) show(name, 'waiting');
  for (const { name, run } of checks) {
    show(name, 'busy');
    const result = await run().catch((error) => ['bad', String(error.message ?? error)]);
    results.set(name, result);
    show(name, ...result);
  }
  const states = [...results.values()].map(([state]) => state);
  if (states.includes('bad')) write($('verdict'), 'Not everything works yet', '还有问题需要解决');
  else if (states.includes('warn')) write($('verdict'), 'A call works, with limits', '可以通话，但有限制');
  else write($('verdict'), 'Everything is fine', '一切正常');
  document.body.dataset.done = '';
  write($('start'), 'Check again', '重新检测');
  $('start').disabled = false;
  $('copy').hidden = false;
}

$('start').addEventListener('click', start);
$('copy').addEventListener('click', async () => {
  const lines = [...results].map(([name, [state, found]]) => `${name}: ${state}, ${both(found)[0]}`);
  await navigator.clipboard.writeText([navigator.userAgent, ...lines].join('\n'));
  write($('copy'), 'Copied', '已复制');
});
