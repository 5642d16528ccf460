// Asks the server in this container whether it lives: exit code 0 or 1. Plain JavaScript without dependencies.
import { request as ask } from 'node:http';
import { request as askSecurely } from 'node:https';

const port = process.env.LIUYUN_PORT ?? '8080';
const everywhere = ['', '0.0.0.0', '::', 'localhost'];
const listened = process.env.LIUYUN_HOST ?? '';
const host = everywhere.includes(listened) ? '127.0.0.1' : listened;

/** With TLS the certificate is for the public name and not for localhost: who answers here is known anyway. */
function lives(request, protocol) {
  return new Promise((resolve) => {
    const options = { protocol: `${protocol}:`, host, port, path: '/healthz', rejectUnauthorized: false, timeout: 3000 };
    const asking = request(options, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(false));
    asking.end();
  });
}

process.exitCode = (await lives(ask, 'http')) || (await lives(askSecurely, 'https')) ? 0 : 1;
