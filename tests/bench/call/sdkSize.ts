import { gzipSync } from 'node:zlib';

/** Bytes of the script that a page loads, as the server sends it. */
export type SdkSize = { minKB: number; gzipKB: number };

export async function sdkSize(origin: string): Promise<SdkSize> {
  const answer = await fetch(`${origin}/sdk/ZegoExpressWebRTC.js`);
  if (!answer.ok) throw new Error(`the SDK is not there: ${answer.status}`);
  const script = Buffer.from(await answer.arrayBuffer());
  const kB = (bytes: number) => Math.round(bytes / 102.4) / 10;
  return { minKB: kB(script.length), gzipKB: kB(gzipSync(script, { level: 9 }).length) };
}
