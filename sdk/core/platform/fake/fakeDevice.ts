import { Device, FakeHandler, testFakeParameters, type types } from 'mediasoup-client';

/** What the fake browser can send and receive: Opus, VP8, VP9 and, unless left out, H.264. */
export function fakeNativeCapabilities({ h264 = true } = {}): types.RtpCapabilities {
  const native = testFakeParameters.generateNativeRtpCapabilities();
  if (h264) {
    native.codecs?.push({
      mimeType: 'video/H264',
      kind: 'video',
      preferredPayloadType: 108,
      clockRate: 90_000,
      parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
      rtcpFeedback: [],
    });
  }
  return native;
}

/** mediasoup-client's own fake handler behind its real Device, with every transport it makes in reach. */
export async function fakeDevice(
  transports: types.Transport[],
  { h264 = true }: { h264?: boolean } = {},
): Promise<{ device: Device }> {
  const handlerFactory = FakeHandler.createFactory({
    generateNativeRtpCapabilities: () => fakeNativeCapabilities({ h264 }),
    generateLocalDtlsParameters: testFakeParameters.generateLocalDtlsParameters,
  });
  const device = await Device.factory({ handlerFactory });
  device.observer.on('newtransport', (transport) => void transports.push(transport));
  return { device };
}

/** Makes a fake transport's connection change its state. */
export function setConnectionState(transport: types.Transport, state: types.ConnectionState): void {
  (transport.handler as unknown as FakeHandler).setConnectionState(state);
}
