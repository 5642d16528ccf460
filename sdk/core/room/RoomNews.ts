import type { Facts } from '@liuyun/kit';
import type { NoticeName, Notices, RoomExtraInfo, Snapshot, Tell, User } from '@liuyun/protocol';
import type { EngineFacts } from '../EngineFacts.ts';
import type { Messages } from '../messages/Messages.ts';
import type { RoomListener } from './RoomListener.ts';
import { goneWhileAway, RoomView } from './RoomView.ts';

export type RoomNewsOptions = {
  roomID: string;
  user: User;
  facts: Facts<EngineFacts>;
  messages: Messages;
  listener: RoomListener;
  /** Whatever is told may make the app leave; then the rest is no news any more. */
  joined(): boolean;
};

/** Turns snapshots and notices into what the app and the keepers are told: nothing of one's own, nothing twice. */
export class RoomNews {
  readonly view: RoomView;
  readonly #options: RoomNewsOptions;
  readonly #extraInfo = new Map<string, RoomExtraInfo>();
  /** Whether a snapshot was told before. */
  #shown = false;

  constructor(options: RoomNewsOptions) {
    this.#options = options;
    this.view = new RoomView(options.user.userID);
  }

  /** Tells what a snapshot brings; `full` the whole list, else only differences. */
  show(snapshot: Snapshot, { full }: { full: boolean }): void {
    const { roomID, listener } = this.#options;
    const { streamsGone, streamsCome, usersGone, usersCome, extraInfoChanged } = this.view.apply(snapshot, { full });
    for (const { streamID } of streamsGone) listener.streamEnded(streamID, 'STREAM_NOT_FOUND');
    if (streamsGone.length > 0) this.#tell('streamsChanged', roomID, 'DELETE', streamsGone, goneWhileAway(streamsGone));
    if (usersGone.length > 0) this.#tell('usersChanged', roomID, 'DELETE', usersGone);
    if (usersCome.length > 0) this.#tell('usersChanged', roomID, 'ADD', usersCome);
    if (streamsCome.length > 0) this.#tell('streamsChanged', roomID, 'ADD', streamsCome, []);
    for (const { streamID, user, extraInfo } of extraInfoChanged) {
      this.#tell('streamExtraInfoChanged', roomID, streamID, user, extraInfo);
    }
    this.#showExtraInfo(snapshot.roomExtraInfo);
    this.#tell('userCountChanged', roomID, snapshot.userCount);
    listener.streamsAppeared(streamsCome.map(({ streamID }) => streamID));
  }

  notice({ tell, body }: Tell): void {
    if (this.#options.messages.received(this.#options.roomID, { tell, body })) return;
    const react = this.#reactions[tell] as ((body: Notices[NoticeName]) => void) | undefined;
    // A newer server may tell more than this client knows of.
    react?.(body);
  }

  /** The first login hears everything; whoever comes back what somebody else has changed. */
  #showExtraInfo(entries: RoomExtraInfo[]): void {
    const { roomID, user } = this.#options;
    const isNews = ({ key, updateTime, updateUser }: RoomExtraInfo) =>
      !this.#shown || (updateUser.userID !== user.userID && this.#extraInfo.get(key)?.updateTime !== updateTime);
    const news = entries.filter(isNews);
    this.#shown = true;
    this.#extraInfo.clear();
    for (const entry of entries) this.#extraInfo.set(entry.key, entry);
    if (news.length > 0) this.#tell('roomExtraInfoChanged', roomID, news);
  }

  readonly #reactions: { [N in NoticeName]?: (body: Notices[N]) => void } = {
    roomUserUpdate: ({ change, users }) => {
      const news = this.view.changeUsers(change, users);
      if (news.length > 0) this.#tell('usersChanged', this.#options.roomID, change, news);
    },
    roomUserCount: ({ count }) => this.#tell('userCountChanged', this.#options.roomID, count),
    roomStreamUpdate: ({ change, streams, reasons }) => {
      const news = this.view.changeStreams(change, streams);
      if (news.length === 0) return;
      const { roomID, listener } = this.#options;
      const about = reasons.filter(({ streamID }) => news.some((stream) => stream.streamID === streamID));
      if (change === 'DELETE') for (const { streamID } of news) listener.streamEnded(streamID, 'STREAM_NOT_FOUND');
      this.#tell('streamsChanged', roomID, change, news, about);
      if (change === 'ADD') listener.streamsAppeared(news.map(({ streamID }) => streamID));
    },
    streamTracksUpdate: ({ streamID, tracks, renewed }) => {
      this.view.changeTracks(streamID, tracks);
      this.#options.listener.tracksChanged(streamID, tracks, { renewed: renewed === true });
    },
    streamExtraInfoUpdate: ({ streamID, user, extraInfo }) => {
      if (user.userID === this.#options.user.userID || !this.view.changeExtraInfo(streamID, extraInfo)) return;
      this.#tell('streamExtraInfoChanged', this.#options.roomID, streamID, user, extraInfo);
    },
    playingEnded: ({ streamID, failure }) => this.#options.listener.streamEnded(streamID, failure),
    publishingEnded: ({ streamID, failure, detail }) => this.#options.listener.publishingEnded(streamID, failure, detail),
    publishingBitrateBearable: ({ streamID, kbps }) =>
      this.#options.listener.publishingBitrateBearable(streamID, kbps ?? undefined),
    publishingCodecWanted: ({ streamID, codecs }) => this.#options.listener.publishingCodecWanted(streamID, codecs),
    playingPictureHeld: ({ streamID, held }) => this.#options.listener.playingPictureHeld(streamID, held),
    publishingLayersWanted: ({ streamID, low, high }) => this.#options.listener.publishingLayersWanted(streamID, { low, high }),
    roomExtraInfoUpdate: ({ entries }) => {
      const news = entries.filter(({ key, updateTime }) => this.#extraInfo.get(key)?.updateTime !== updateTime);
      for (const entry of news) this.#extraInfo.set(entry.key, entry);
      if (news.length > 0) this.#tell('roomExtraInfoChanged', this.#options.roomID, news);
    },
    networkQuality: ({ userID, up, down }) => this.#options.listener.networkReported(userID, up, down),
    streamClock: ({ streamID, offset }) => this.#options.listener.clockTold(streamID, offset),
    dataEnded: ({ streamID }) => this.#options.listener.dataEnded(streamID),
    tokenWillExpire: () => this.#tell('tokenWillExpire', this.#options.roomID),
  };

  readonly #tell: Facts<EngineFacts>['tell'] = (...told) => {
    if (this.#options.joined()) this.#options.facts.tell(...told);
  };
}

/** Whether a notice is the one of this name, with its body. */
export function isNotice<N extends NoticeName>(notice: Tell, name: N): notice is Tell<N> {
  return notice.tell === name;
}
