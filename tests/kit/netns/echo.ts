import { createSocket } from 'node:dgram';

/**
 * Checks the laboratory itself, inside its machines: `echo.ts serve ADDRESS` answers datagrams, `echo.ts ask ADDRESS
 * COUNT EVERY_MS BYTES` sends some and prints what came back as JSON.
 */
const PORT = 9_000;
const [verb, address = '', count = '20', everyMs = '20', bytes = '100'] = process.argv.slice(2);
const socket = createSocket('udp4');

if (verb === 'serve') {
  socket.on('message', (message, { port, address }) => socket.send(message, port, address));
  socket.bind(PORT, address, () => console.log('ready'));
} else {
  const trips: number[] = [];
  let sent = 0;
  socket.on('message', (message) => trips.push(performance.now() - message.readDoubleLE(0)));
  const timer = setInterval(() => {
    const message = Buffer.alloc(Number(bytes));
    message.writeDoubleLE(performance.now(), 0);
    socket.send(message, PORT, address);
    if (++sent < Number(count)) return;
    clearInterval(timer);
    setTimeout(() => {
      console.log(JSON.stringify({ sent, trips: trips.map((trip) => Math.round(trip)) }));
      socket.close();
    }, 1_500);
  }, Number(everyMs));
}
