// The engine, devices, the network, files it writes. Shapes are those of the documented API; null is as good as omitted.

import type { ZegoDataRecordType, ZegoDumpDataType, ZegoScenario } from '../enums/engine.ts';
import type { ZegoStreamQualityLevel } from '../enums/streams.ts';
import type { ZegoPublishStreamQuality } from './streams.ts';

/** Data Record Config. */
export interface ZegoDataRecordConfig {
  filePath: string;
  recordType: ZegoDataRecordType;
}

/** Data Record Progress. */
export interface ZegoDataRecordProgress {
  duration?: number;
  currentFileSize?: number;
  quality?: ZegoPublishStreamQuality;
}

/** Device Info. */
export interface ZegoDeviceInfo {
  deviceID?: string;
  deviceName?: string;
}

/** Dump Data Config. */
export interface ZegoDumpDataConfig {
  dataType: ZegoDumpDataType;
}

/** Engine Config. */
export interface ZegoEngineConfig {
  logConfig?: ZegoLogConfig | null;
  advancedConfig?: Record<string, string> | null;
}

/** Engine Profile. */
export interface ZegoEngineProfile {
  appID: number;
  appSign?: string;
  scenario: ZegoScenario;
}

/** Log Config. */
export interface ZegoLogConfig {
  logPath?: string | null;
  logSize?: number | null;
  logCount?: number | null;
}

/** Network Speed Test Config. */
export interface ZegoNetworkSpeedTestConfig {
  testUplink?: boolean | null;
  expectedUplinkBitrate?: number | null;
  testDownlink?: boolean | null;
  expectedDownlinkBitrate?: number | null;
}

/** Network Speed Test Quality. */
export interface ZegoNetworkSpeedTestQuality {
  connectCost?: number;
  rtt?: number;
  packetLostRate?: number;
  quality?: ZegoStreamQualityLevel;
}

/** Network Time Info. */
export interface ZegoNetworkTimeInfo {
  timestamp?: number;
  maxDeviation?: number;
}
