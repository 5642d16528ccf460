/** How a room is entered: at most `maxMemberCount` members (0: no limit), whether users are told of each other, and a token where no AppSign is used. */
export class ZegoRoomConfig {
  maxMemberCount: number;
  isUserStatusNotify: boolean;
  token: string;

  constructor(maxMemberCount = 0, isUserStatusNotify = false, token = '') {
    this.maxMemberCount = maxMemberCount;
    this.isUserStatusNotify = isUserStatusNotify;
    this.token = token;
  }
}

/** Somebody in a room. IDs up to 64 bytes, names up to 256. */
export class ZegoUser {
  userID: string;
  userName: string;

  constructor(userID: string, userName: string) {
    this.userID = userID;
    this.userName = userName;
  }
}

/** A stream in a room, and who publishes it. */
export type ZegoStream = {
  user: ZegoUser;
  streamID: string;
  extraInfo: string;
};

/** A value that a room carries, and who set it when (Unix ms). */
export type ZegoRoomExtraInfo = {
  key: string;
  value: string;
  updateUser: ZegoUser;
  updateTime: number;
};

/** A message to everybody in a room. */
export class ZegoBroadcastMessageInfo {
  message: string;
  messageID: number;
  sendTime: number;
  fromUser: ZegoUser;

  constructor(message: string, messageID: number, sendTime: number, fromUser: ZegoUser) {
    this.message = message;
    this.messageID = messageID;
    this.sendTime = sendTime;
    this.fromUser = fromUser;
  }
}

/** A message that may be lost in a crowd. */
export class ZegoBarrageMessageInfo {
  message: string;
  messageID: string;
  sendTime: number;
  fromUser: ZegoUser;

  constructor(message: string, messageID: string, sendTime: number, fromUser: ZegoUser) {
    this.message = message;
    this.messageID = messageID;
    this.sendTime = sendTime;
    this.fromUser = fromUser;
  }
}
