/** Events of a ZegoRealTimeSequentialDataManager. */
export interface ZegoDataChannelEvent {
  /** A packet of a subscribed streamID: its bytes, how many they are, and the streamID they were sent under. */
  receiveRealTimeSequentialData: (byte: ArrayBuffer, dataLength: number, streamID: string) => void;
}

/** Ordered binary data of one room, past the messages: at most 4096 bytes a packet. */
export interface ZegoRealTimeSequentialDataManager {
  /** Stops all sending and receiving. */
  reset(): void;
  /** Room of this manager. */
  get roomID(): string;
  /** Begins to send under a streamID that is used for nothing else. Resolves true when data can be sent. */
  startBroadcasting(streamID: string): Promise<boolean>;
  /** Ends sending under a streamID. False if nothing was being sent under it (1009036). */
  stopBroadcasting(streamID: string): boolean;
  /** True when the data is on its way; false when it cannot be sent now, is empty or too long. */
  sendRealTimeSequentialData(streamID: string, data: ArrayBuffer): boolean;
  /** Begins to receive what somebody in the room sends under this streamID. */
  startSubscribing(streamID: string): Promise<boolean>;
  /** Ends receiving from a streamID. False if it was not subscribed to (1009037). */
  stopSubscribing(streamID: string): boolean;
  /** Adds a listener; several per event are called in the order they were added. */
  on<K extends keyof ZegoDataChannelEvent>(event: K, callBack: ZegoDataChannelEvent[K]): void;
  /** Removes a listener. */
  off<K extends keyof ZegoDataChannelEvent>(event: K, callBack: ZegoDataChannelEvent[K]): void;
}
