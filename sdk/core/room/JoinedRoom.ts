import type { Facts } from '@liuyun/kit';
import type { Grade, User } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { RealTimeData } from '../data/RealTimeData.ts';
import type { EngineOptions, Tuning } from '../Engine.ts';
import type { EngineFacts } from '../EngineFacts.ts';
import type { History } from '../History.ts';
import type { Wire } from '../media/Wire.ts';
import type { Messages } from '../messages/Messages.ts';
import { Players } from '../play/Players.ts';
import { Publishers } from '../publish/Publishers.ts';
import { NetworkReports } from '../quality/NetworkReports.ts';
import { QualityReports } from '../quality/QualityReports.ts';
import type { NetworkTime } from '../signalling/NetworkTime.ts';
import type { LoginOptions } from './RoomDoor.ts';
import type { RoomListener } from './RoomListener.ts';
import { RoomSession } from './RoomSession.ts';

/** What all rooms of an engine have in common. */
export type Household = {
  engine: EngineOptions;
  facts: Facts<EngineFacts>;
  history: History;
  messages: Messages;
  networkTime: NetworkTime;
  tuning(): Tuning;
  /** Whether any room announces this stream: one may play across rooms. */
  announced(streamID: string): boolean;
  /** A room announces streams that players in another room may wait for. */
  appeared(streamIDs: string[]): void;
  networkTold(room: JoinedRoom, userID: string, up: Grade, down: Grade): void;
  /** The room is left and will not come back. */
  over(room: JoinedRoom): void;
};

type Given = { roomID: string; user: User; login: LoginOptions; clientID: string | undefined };

/** One room that a client is in, or on its way into: its session, what is sent and received in it, and how it is connected. */
export class JoinedRoom {
  readonly session: RoomSession;
  readonly publishers: Publishers;
  readonly players: Players;
  readonly data: RealTimeData;
  readonly networkReports: NetworkReports;
  readonly #qualityReports: QualityReports;

  constructor(household: Household, given: Given) {
    const { engine, facts, history, messages, networkTime, tuning, announced } = household;
    const { clock, random } = engine.platform;
    const common = { clock, random, facts, history, tuning };
    const clockOffset = () => networkTime.offset();
    this.publishers = new Publishers(common);
    this.players = new Players({
      ...common,
      createMediaStream: () => engine.platform.createMediaStream(),
      connected: () => this.session.state === 'loggedIn',
      announced,
      clockOffset,
    });
    this.data = new RealTimeData({ clock, random, facts, tuning });
    this.networkReports = new NetworkReports({
      clock,
      told: (userID, up, down) => household.networkTold(this, userID, up, down),
      wire: () => (this.joined ? this.session : undefined),
      clockOffset,
      published: () => this.publishers.streams().map((streamID) => this.publishers.quality(streamID)),
      played: () =>
        this.players.streams().map((streamID) => ({
          userID: this.session.view.stream(streamID)?.user.userID,
          quality: this.players.quality(streamID),
        })),
    });
    this.#qualityReports = new QualityReports({
      clock,
      facts,
      roomID: given.roomID,
      wire: () => (this.session.state === 'loggedIn' ? this.session : undefined),
      everyMs: () => this.session.reportQualityMs,
      sends: (streamID) => this.publishers.wanted(streamID) !== undefined,
      receives: (streamID) => this.players.wanted(streamID) !== undefined,
      received: (streamID, kind) => this.players.wanted(streamID)?.receiving?.consumer(kind),
    });
    this.session = new RoomSession({
      engine,
      tuning,
      facts,
      history,
      messages,
      networkTime,
      ...given,
      listener: this.#listener(household),
      over: () => household.over(this),
    });
  }

  get roomID(): string {
    return this.session.roomID;
  }

  /** A broken connection does not count as leaving. */
  get joined(): boolean {
    return this.session.state === 'loggedIn' || this.session.state === 'reconnecting';
  }

  /** For what cannot wait for a reconnection: it fails with NETWORK_BROKEN. */
  get online(): Wire {
    if (this.session.state !== 'loggedIn') throw new RtcError('NETWORK_BROKEN');
    return this.session;
  }

  /** On the app's wish. */
  leave(): void {
    this.#qualityReports.flush();
    this.session.logout();
  }

  tuned(): void {
    this.publishers.tuned();
    this.players.tuned();
  }

  #listener(household: Household): RoomListener {
    const { publishers, players, data, networkReports } = this;
    const qualityReports = this.#qualityReports;
    return {
      mediaChanged: (media) => {
        publishers.linkChanged(media);
        players.linkChanged(media);
        data.linkChanged(media);
        if (media) networkReports.start();
      },
      resumed: (snapshot) => {
        for (const streamID of publishers.resynced(snapshot.ownStreams)) this.session.owe('stopPublishing', streamID);
        players.resynced((streamID) => this.session.view.stream(streamID)?.tracks);
      },
      streamsAppeared: (streamIDs) => household.appeared(streamIDs),
      streamEnded: (streamID, failure) => players.wanted(streamID)?.ended(failure),
      tracksChanged: (streamID, tracks, how) => players.wanted(streamID)?.tracksChanged(tracks, how),
      publishingEnded: (streamID, failure, detail) => {
        publishers.wanted(streamID)?.ended(failure, detail);
        data.broadcastEnded(streamID, failure, detail);
      },
      publishingLayersWanted: (streamID, wanted) => publishers.wanted(streamID)?.layersWanted(wanted),
      publishingBitrateBearable: (streamID, kbps) => {
        if (publishers.wanted(streamID)?.bitrateBearable(kbps) === false) return;
        household.history.add('picture', `${streamID} may have ${kbps ?? 'any'} kbit/s`);
      },
      publishingCodecWanted: (streamID, codecs) => {
        household.history.add('picture', `${streamID} is wanted in ${codecs.join(' or ')}`);
        publishers.wanted(streamID)?.codecWanted(codecs);
      },
      playingPictureHeld: (streamID, held) => {
        household.history.add('picture', `${streamID} ${held ? 'held for lack of bandwidth' : 'goes on'}`);
      },
      over: (failure, detail) => {
        publishers.stopAll(failure, detail);
        players.stopAll(failure, detail);
        data.stopAll(failure, detail);
        networkReports.stop();
        qualityReports.stop();
      },
      networkReported: (userID, up, down) => networkReports.heard(userID, up, down),
      clockTold: (streamID, offset) => players.clockTold(streamID, offset),
      dataEnded: (streamID) => data.ended(streamID),
    };
  }
}
