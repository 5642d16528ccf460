import { expect, test, vi } from 'vitest';
import { FakePhone } from '../fake/FakePhone.ts';
import { PhonePlatform } from './PhonePlatform.ts';
import { phoneRandom } from './random.ts';
import { TrackList } from './TrackList.ts';

test("[RN-17] WebRTC is talked to in react-native-webrtc's way, or in the way that the module says", async () => {
  const phone = new FakePhone();
  let registered = 0;
  const made = (system: string, more: { mediasoupHandler?: 'Chrome111' }) => {
    const webrtc = { ...phone.webrtc, registerGlobals: () => void registered++, ...more };
    const unused = () => {
      throw new Error('not asked for');
    };
    return new PhonePlatform({ system, webrtc, onAppState: unused, onAudioDevice: unused, createPlatform: unused }, () => {});
  };
  const platform = made('android 35', {});
  expect(registered).toBe(1);
  expect((await platform.createDevice()).handlerName).toBe('ReactNative106');
  expect(platform.description).toBe('React Native, android 35');
  expect((await made('web', { mediasoupHandler: 'Chrome111' }).createDevice()).handlerName).toBe('Chrome111');
});

test('[RN-17] a stream is a list of tracks that tells when it changes, without native code', () => {
  const platform = new PhonePlatform(new FakePhone(), () => {});
  const stream = platform.createMediaStream() as unknown as TrackList;
  expect(stream).toBeInstanceOf(TrackList);
  const track = { kind: 'video' } as MediaStreamTrack;
  let told = 0;
  const stop = stream.follow(() => void told++);
  stream.addTrack(track);
  stream.addTrack(track);
  expect([stream.getTracks(), stream.getVideoTracks(), stream.getAudioTracks()]).toEqual([[track], [track], []]);
  stream.removeTrack(track);
  stream.removeTrack(track);
  stop();
  stream.addTrack(track);
  expect(told).toBe(3);
});

test('[RN-17] names are random with and without `crypto`', () => {
  const hex = () => [...phoneRandom.bytes(16)].join();
  expect(hex()).not.toBe(hex());
  vi.stubGlobal('crypto', undefined);
  expect(hex()).not.toBe(hex());
  expect(phoneRandom.bytes(16)).toHaveLength(16);
  vi.unstubAllGlobals();
});
