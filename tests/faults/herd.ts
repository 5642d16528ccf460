import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createEngine } from '../../sdk/core/createEngine.ts';
import { NodePlatform } from '../kit/node/NodePlatform.ts';

/** Many users who are only there. Told who they are by one line on stdin; prints when all are in, and who is back when. */
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const { server, appID, roomID, people } = JSON.parse(line) as {
  server: string;
  appID: number;
  roomID: string;
  people: { userID: string; token: string }[];
};

for (const { userID, token } of people) {
  const engine = createEngine({ appID, servers: [server], platform: new NodePlatform(), sdk: { name: 'herd', version: '0' } });
  engine.facts.on('roomStateChanged', (_, reason) => {
    if (reason === 'RECONNECTED') console.log(JSON.stringify({ userID, backAt: Date.now() }));
  });
  await engine.login(roomID, { userID, userName: userID }, { token, userUpdate: false, maxMemberCount: 0 });
}
console.log(JSON.stringify({ inside: true }));
lines.once('close', () => process.exit(0));
