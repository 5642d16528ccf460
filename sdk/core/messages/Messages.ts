import type { Facts } from '@liuyun/kit';
import type { Tell } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { byteLength, faultOfUserID } from '@liuyun/protocol/ids';
import { MESSAGE_BYTES } from '@liuyun/protocol/limits';
import type { EngineFacts } from '../EngineFacts.ts';
import type { Wire } from '../media/Wire.ts';

/** Text between users: checked here, rated and delivered by the server. Own messages never come back. */
export class Messages {
  readonly #facts: Facts<EngineFacts>;

  constructor(facts: Facts<EngineFacts>) {
    this.#facts = facts;
  }

  async broadcast(wire: Wire, message: string): Promise<{ messageID: number }> {
    checkText(message);
    return wire.askOnce('sendBroadcastMessage', { message });
  }

  async barrage(wire: Wire, message: string): Promise<{ messageID: string }> {
    checkText(message);
    return wire.ask('sendBarrageMessage', { message });
  }

  async command(wire: Wire, command: string, toUserIDs: string[]): Promise<void> {
    checkText(command);
    checkUserIDs(toUserIDs);
    await wire.askOnce('sendCustomCommand', { command, toUserIDs });
  }

  async transparent(wire: Wire, content: Uint8Array, toUserIDs: string[]): Promise<void> {
    if (!(content instanceof Uint8Array)) throw new RtcError('INPUT_PARAM', 'content');
    if (content.length === 0) throw new RtcError('MESSAGE_EMPTY');
    if (content.length > MESSAGE_BYTES) throw new RtcError('MESSAGE_TOO_LONG');
    checkUserIDs(toUserIDs);
    await wire.askOnce('sendTransparentMessage', { content: btoa(String.fromCharCode(...content)), toUserIDs });
  }

  /** Tells the app about a message; false if the notice is none. */
  received(roomID: string, notice: Tell): boolean {
    if (notice.tell === 'broadcastMessages') {
      const { messages } = notice.body as Tell<'broadcastMessages'>['body'];
      this.#facts.tell('broadcastMessagesReceived', roomID, messages);
    } else if (notice.tell === 'barrageMessages') {
      const { messages } = notice.body as Tell<'barrageMessages'>['body'];
      this.#facts.tell('barrageMessagesReceived', roomID, messages);
    } else if (notice.tell === 'customCommand') {
      const { fromUser, command } = notice.body as Tell<'customCommand'>['body'];
      this.#facts.tell('customCommandReceived', roomID, fromUser, command);
    } else if (notice.tell === 'transparentMessage') {
      const { fromUser, content } = notice.body as Tell<'transparentMessage'>['body'];
      this.#facts.tell(
        'transparentMessageReceived',
        roomID,
        fromUser,
        Uint8Array.from(atob(content), (char) => char.charCodeAt(0)),
      );
    } else {
      return false;
    }
    return true;
  }
}

function checkText(text: unknown): void {
  if (typeof text !== 'string' || text === '') throw new RtcError('MESSAGE_EMPTY');
  if (byteLength(text) > MESSAGE_BYTES) throw new RtcError('MESSAGE_TOO_LONG');
}

function checkUserIDs(userIDs: unknown): void {
  if (!Array.isArray(userIDs)) throw new RtcError('INPUT_PARAM', 'toUserIDs');
  for (const userID of userIDs) {
    const fault = faultOfUserID(userID);
    if (fault) throw new RtcError(fault, 'toUserIDs');
  }
}
