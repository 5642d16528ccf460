import type { ZegoStreamQualityLevel } from './enums/index.ts';

/** Where and how much the SDK logs. There are no log files here: kept so that apps run. */
export class ZegoLogConfig {
  logPath: string;
  logSize: number;
  logCount: number;

  constructor() {
    this.logPath = '';
    this.logSize = 5 * 1024 * 1024;
    this.logCount = 3;
  }
}

/** What is set before an engine is made. `advancedConfig.server`: the address (or several, comma-separated) of the cloud. */
export class ZegoEngineConfig {
  logConfig?: ZegoLogConfig;
  advancedConfig?: Record<string, string>;
}

/** Which directions are tested, and what is expected, kbit/s. */
export class ZegoNetworkSpeedTestConfig {
  testUplink: boolean;
  expectedUplinkBitrate: number;
  testDownlink: boolean;
  expectedDownlinkBitrate: number;

  constructor(testUplink: boolean, expectedUplinkBitrate: number, testDownlink: boolean, expectedDownlinkBitrate: number) {
    this.testUplink = testUplink;
    this.expectedUplinkBitrate = expectedUplinkBitrate;
    this.testDownlink = testDownlink;
    this.expectedDownlinkBitrate = expectedDownlinkBitrate;
  }
}

/** What a speed test found: times in ms, loss 0–1. */
export type ZegoNetworkSpeedTestQuality = {
  connectCost: number;
  rtt: number;
  packetLostRate: number;
  quality: ZegoStreamQualityLevel;
};

/** The server’s time, Unix ms, and by how much it may be wrong. */
export type ZegoNetworkTimeInfo = {
  timestamp: number;
  maxDeviation: number;
};
