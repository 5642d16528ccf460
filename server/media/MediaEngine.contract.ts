import { afterEach, beforeEach, describe } from 'vitest';
import { dataContract } from './contract/data.contract.ts';
import { failuresContract } from './contract/failures.contract.ts';
import type { EngineUnderTest, Given } from './contract/given.ts';
import { layersContract } from './contract/layers.contract.ts';
import { playbacksContract } from './contract/playbacks.contract.ts';
import { publicationsContract } from './contract/publications.contract.ts';
import { transportsContract } from './contract/transports.contract.ts';

/** What every implementation of the port must do. */
export function mediaEngineContract(name: string, open: () => Promise<EngineUnderTest>): void {
  describe(`MediaEngine contract: ${name}`, () => {
    let given: ReturnType<Given>;

    beforeEach(async () => {
      const { engine, killWorker } = await open();
      const room = await engine.openRoom();
      const send = await room.openTransport({ direction: 'send', tcpOnly: false });
      const receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
      const play: typeof given.play = (publication, options = { audio: true, video: true }) =>
        receive.play(publication, { capabilities: room.capabilities, ...options });
      given = { engine, killWorker, room, send, receive, play };
    });
    afterEach(() => given.engine.close());

    transportsContract(() => given);
    publicationsContract(() => given);
    layersContract(() => given);
    playbacksContract(() => given);
    failuresContract(() => given);
    dataContract(() => given);
  });
}
