import type { z } from 'zod';
import * as media from './actions/media.ts';
import * as messages from './actions/messages.ts';
import * as rules from './actions/rules.ts';
import * as streams from './actions/streams.ts';
import * as users from './actions/users.ts';

/** Every action that the server API provides. */
export const actions = { ...users, ...messages, ...streams, ...media, ...rules } as const;

export type ActionName = keyof typeof actions;
/** What an action works with, after reading. */
export type ActionParams<A extends ActionName> = z.output<(typeof actions)[A]['params']>;
/** What a caller may leave out is optional here. */
export type ActionSent<A extends ActionName> = z.input<(typeof actions)[A]['params']>;
export type ActionData<A extends ActionName> = z.output<(typeof actions)[A]['data']>;

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

/** Documented actions of services that are not provided here (yet): answered with 100000017. */
export const notProvided: ReadonlySet<string> = new Set([
  'StartMix',
  'StopMix',
  'GetMixTaskInfo',
  'StartAutoMix',
  'StopAutoMix',
  'StartCloudTranscode',
  'StopCloudTranscode',
  'StartRecord',
  'StopRecord',
  'UpdateLayout',
  'DescribeRecordStatus',
  'DescribeTasks',
  'PauseRecord',
  'ResumeRecord',
  'ForbidCDNLiveStream',
  'QueryForbidCDNLiveStream',
  'ResumeCDNLiveStream',
  'CreatCDNTransferRule',
  'DeleteCDNTransferRule',
  'ClearCDNTransferRule',
  'RTMPDispatchV2',
  'StartCDNRecord',
  'StopCDNRecord',
  'SearchMedia',
  'DeleteMedia',
  'MergeMedia',
  'DescribeMediaTask',
  'TranscodeMedia',
  'StartCensorVideoV2',
  'StopCensorVideoV2',
  'StartCensorAudioV2',
  'StopCensorAudioV2',
  'GenerateIdentifyToken',
  'SetSceneTemplate',
]);
