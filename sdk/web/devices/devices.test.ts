import type { Captured } from '@liuyun/browser/capture/Captured';
import { deviceChanges } from '@liuyun/browser/devices/deviceChanges';
import { deviceFailure } from '@liuyun/browser/devices/deviceFailure';
import { listDevices, listWithPermission } from '@liuyun/browser/devices/deviceLists';
import { domError, type FakeMediaDevices, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { Listeners } from '@liuyun/core/Listeners';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventNames } from '../engine/events.ts';
import type { ZegoDeviceInfos } from '../types/capture.ts';
import type { ZegoEvent } from '../types/events.ts';
import { DeviceWatch } from './DeviceWatch.ts';

let devices: FakeMediaDevices;
beforeEach(() => {
  devices = installMedia();
});
afterEach(() => vi.unstubAllGlobals());

const lists = (cameras: string[], microphones: string[] = []): ZegoDeviceInfos => {
  const infos = (ids: string[]) => ids.map((deviceID) => ({ deviceID, deviceName: `name of ${deviceID}` }));
  return { cameras: infos(cameras), microphones: infos(microphones), speakers: [] };
};

test('[WEB-39] devices are listed by kind with name and ID; a list that fails is 1103011', async () => {
  expect(await listDevices()).toEqual({
    cameras: [
      { deviceID: 'cam1', deviceName: 'Camera 1' },
      { deviceID: 'cam2', deviceName: 'Camera 2' },
    ],
    microphones: [{ deviceID: 'mic1', deviceName: 'Microphone 1' }],
    speakers: [{ deviceID: 'out1', deviceName: 'Speaker 1' }],
  });
  vi.spyOn(devices, 'enumerateDevices').mockRejectedValue(domError('NotAllowedError'));
  await expect(listDevices()).rejects.toMatchObject({ code: 1103011 });
});

test('[WEB-39] a list by kind opens a device briefly when there was no permission yet, and only then', async () => {
  expect(await listWithPermission('videoinput')).toHaveLength(2);
  expect(devices.opened).toHaveLength(0);
  const named = devices.devices;
  devices.devices = [{ kind: 'videoinput', deviceId: '', label: '' }];
  const original = devices.getUserMedia.bind(devices);
  vi.spyOn(devices, 'getUserMedia').mockImplementation((constraints) => {
    devices.devices = named;
    return original(constraints);
  });
  expect(await listWithPermission('videoinput')).toHaveLength(2);
  expect(devices.last.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
});

test('[WEB-40] what was plugged in and out is told; a permission that reveals names is not plugging in', () => {
  expect(deviceChanges(lists(['a', 'b']), lists(['b', 'c'], ['m']))).toEqual([
    { change: 'DELETE', kind: 'cameras', device: { deviceID: 'a', deviceName: 'name of a' } },
    { change: 'ADD', kind: 'cameras', device: { deviceID: 'c', deviceName: 'name of c' } },
    { change: 'ADD', kind: 'microphones', device: { deviceID: 'm', deviceName: 'name of m' } },
  ]);
  expect(deviceChanges(lists(['']), lists(['a', 'b']))).toEqual([]);
  // Firefox: speakers are in no list before that.
  const speakers = [{ deviceID: 's', deviceName: 'Speaker' }];
  expect(deviceChanges(lists([''], ['']), { ...lists(['a'], ['m']), speakers })).toEqual([]);
  expect(deviceChanges(lists(['a']), { ...lists(['a']), speakers })).toHaveLength(1);
  expect(deviceChanges(lists([], ['x', 'default']), lists([], ['x', 'communications']))).toEqual([]);
});

test('[WEB-40] the events say which kind of device came or went', async () => {
  const events = new Listeners<ZegoEvent>(eventNames);
  const told: unknown[][] = [];
  events.on('videoDeviceStateChanged', (...args) => told.push(['video', ...args]));
  events.on('audioDeviceStateChanged', (...args) => told.push(['audio', ...args]));
  const watch = new DeviceWatch(events);
  watch.start();
  devices.devices = devices.devices.filter(({ deviceId }) => deviceId !== 'cam2' && deviceId !== 'out1');
  devices.devices.push({ kind: 'audioinput', deviceId: 'mic2', label: 'Microphone 2' });
  devices.dispatchEvent(new Event('devicechange'));
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(told).toEqual([
    ['video', 'DELETE', { deviceID: 'cam2', deviceName: 'Camera 2' }],
    ['audio', 'ADD', 'Input', { deviceID: 'mic2', deviceName: 'Microphone 2' }],
    ['audio', 'DELETE', 'Output', { deviceID: 'out1', deviceName: 'Speaker 1' }],
  ]);
  watch.stop();
});

test('[WEB-41] a device that failed while in use was unplugged (1006006), or its track ended by itself (1106009, 1106010)', () => {
  const captured = (kind: 'audio' | 'video', deviceId: string): Captured => ({
    track: new FakeTrack(kind, { deviceId }) as unknown as MediaStreamTrack,
    origin: kind === 'video' ? 'camera' : 'microphone',
    owned: true,
  });
  expect(deviceFailure(captured('video', 'gone'), lists(['a']))).toBe('DEVICE_UNPLUGGED');
  expect(deviceFailure(captured('video', 'a'), lists(['a']))).toBe('CAMERA_TRACK_ENDED');
  expect(deviceFailure(captured('audio', 'm'), lists(['a'], ['m']))).toBe('MICROPHONE_TRACK_ENDED');
  expect(deviceFailure(captured('audio', 'm'), undefined)).toBe('MICROPHONE_TRACK_ENDED');
  // Permission withdrawn: the browser hides what there is.
  expect(deviceFailure(captured('audio', 'm'), lists([], ['']))).toBe('MICROPHONE_TRACK_ENDED');
  expect(deviceFailure(captured('audio', 'm'), lists([], []))).toBe('DEVICE_UNPLUGGED');
});
