import type { EngineFacts } from '@liuyun/core';
import { Listeners } from '@liuyun/core/Listeners';
import { Facts } from '@liuyun/kit';
import type { StreamDescription, User } from '@liuyun/protocol';
import { beforeEach, expect, test } from 'vitest';
import type { ZegoEvent } from '../types/events.ts';
import { eventNames, forwardFacts } from './events.ts';

let facts: Facts<EngineFacts>;
let told: unknown[][];

beforeEach(() => {
  facts = new Facts<EngineFacts>();
  const events = new Listeners<ZegoEvent>(eventNames);
  told = [];
  for (const name of eventNames) events.on(name, (...args: unknown[]) => told.push([name, ...args]));
  forwardFacts(facts, events);
});

const ann = { userID: 'ann', userName: 'Ann' } as User;
const stream = { streamID: 's1', user: ann, extraInfo: 'x', tracks: [] } as unknown as StreamDescription;

test('[WEB-11] each reason of a room is told, and beside it the older three-state view', () => {
  const expected = [
    ['LOGINING', undefined, 'CONNECTING'],
    ['LOGINED', undefined, 'CONNECTED'],
    ['LOGIN_FAILED', 'TOKEN_EXPIRED', 'DISCONNECTED'],
    ['RECONNECTING', 'ROOM_RECONNECTING', 'CONNECTING'],
    ['RECONNECTED', undefined, 'CONNECTED'],
    ['RECONNECT_FAILED', 'ROOM_RETRY_TIMEOUT', 'DISCONNECTED'],
    ['KICKOUT', 'KICKED_BY_OTHER_LOGIN', 'DISCONNECTED'],
    ['LOGOUT', undefined, 'DISCONNECTED'],
  ] as const;
  const codes = {
    TOKEN_EXPIRED: 1002078,
    ROOM_RECONNECTING: 1002051,
    ROOM_RETRY_TIMEOUT: 1002053,
    KICKED_BY_OTHER_LOGIN: 1002050,
  };
  for (const [reason, failure, state] of expected) {
    told.length = 0;
    facts.tell('roomStateChanged', 'r', reason, failure, 'why');
    const code = failure ? codes[failure] : 0;
    expect(told).toEqual([
      ['roomStateChanged', 'r', reason, code, 'why'],
      ['roomStateUpdate', 'r', state, code, 'why'],
    ]);
  }
  told.length = 0;
  facts.tell('roomStateChanged', 'r', 'LOGOUT_FAILED', 'TIMEOUT', '');
  expect(told).toEqual([['roomStateChanged', 'r', 'LOGOUT_FAILED', 1100002, '']]);
});

test('[WEB-12] streams are told with empty CDN addresses, and on DELETE with the reasons as JSON', () => {
  facts.tell('streamsChanged', 'r', 'ADD', [stream], []);
  facts.tell('streamsChanged', 'r', 'DELETE', [stream], [{ streamID: 's1', code: 5 }]);
  const listed = {
    ...{ streamID: 's1', user: ann, extraInfo: 'x' },
    ...{ urlsFLV: '', urlsRTMP: '', urlsHLS: '', urlsHttpsFLV: '', urlsHttpsHLS: '' },
  };
  expect(told).toEqual([
    ['roomStreamUpdate', 'r', 'ADD', [listed], ''],
    ['roomStreamUpdate', 'r', 'DELETE', [listed], '{"stream_delete_reason":[{"code":5,"streamID":"s1"}]}'],
  ]);
});

test('[WEB-13] states of streams carry 0, or the code why they are being retried or were given up', () => {
  facts.tell('publisherStateChanged', 's1', 'PUBLISHING', undefined, '');
  facts.tell('publisherStateChanged', 's1', 'NO_PUBLISH', 'STREAM_ID_TAKEN', 'd');
  facts.tell('playerStateChanged', 's2', 'PLAY_REQUESTING', 'PLAY_INTERRUPTED', '');
  expect(told).toEqual([
    ['publisherStateUpdate', { streamID: 's1', state: 'PUBLISHING', errorCode: 0, extendedData: '' }],
    ['publisherStateUpdate', { streamID: 's1', state: 'NO_PUBLISH', errorCode: 1003028, extendedData: 'd' }],
    ['playerStateUpdate', { streamID: 's2', state: 'PLAY_REQUESTING', errorCode: 1004020, extendedData: '' }],
  ]);
});

test('[WEB-14] the rest has its public name and order of arguments', () => {
  facts.tell('usersChanged', 'r', 'ADD', [ann]);
  facts.tell('userCountChanged', 'r', 2);
  facts.tell('streamExtraInfoChanged', 'r', 's1', ann, 'new');
  facts.tell('remoteTrackChanged', 's1', 'video', true);
  facts.tell('remoteTrackChanged', 's1', 'audio', false);
  facts.tell('customCommandReceived', 'r', ann, 'go');
  facts.tell('broadcastMessagesReceived', 'r', [{ fromUser: ann, message: 'm', sendTime: 1, messageID: 2 }]);
  facts.tell('barrageMessagesReceived', 'r', [{ fromUser: ann, message: 'm', sendTime: 1, messageID: '2' }]);
  facts.tell('tokenWillExpire', 'r');
  expect(told).toEqual([
    ['roomUserUpdate', 'r', 'ADD', [ann]],
    ['roomOnlineUserCountUpdate', 'r', 2],
    ['streamExtraInfoUpdate', 'r', [{ streamID: 's1', user: ann, extraInfo: 'new' }]],
    ['remoteCameraStatusUpdate', 's1', 'MUTE'],
    ['remoteMicStatusUpdate', 's1', 'OPEN'],
    ['IMRecvCustomCommand', 'r', ann, 'go'],
    ['IMRecvBroadcastMessage', 'r', [{ fromUser: ann, message: 'm', sendTime: 1, messageID: 2 }]],
    ['IMRecvBarrageMessage', 'r', [{ fromUser: ann, message: 'm', sendTime: 1, messageID: '2' }]],
    ['tokenWillExpire', 'r'],
  ]);
});
